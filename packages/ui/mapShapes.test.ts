import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type AreaShapes, boundsOf, classOf, countClasses, labelPoints, levelClasses } from './mapShapes.ts'

const square = (x: number, y: number, side: number) => [
  [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
    [x, y],
  ],
]
const islands: AreaShapes = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { code: '001', name: 'Huyện Đảo' },
      geometry: { type: 'MultiPolygon', coordinates: [square(0, 0, 1), square(10, 10, 4)] },
    },
  ],
}

test('an area of several islands is named once, on the largest', () => {
  assert.deepEqual(labelPoints(islands).features[0]!.geometry.coordinates, [12, 12])
  assert.deepEqual(boundsOf(islands), [0, 0, 14, 14])
})

test('the legend says each class in words, and a value falls in exactly one', () => {
  const classes = countClasses([0, 1, 5, 20])
  assert.deepEqual(
    classes.map((c) => c.words.vi),
    ['0', '1–4', '5–19', '20 trở lên'],
  )
  assert.deepEqual(
    [0, 1, 4, 5, 19, 20, 900].map((v) => classOf(v, classes)),
    [0, 1, 1, 2, 2, 3, 3],
  )
  assert.equal(classOf(null, classes), -1)
  assert.equal(new Set(classes.map((c) => c.light)).size, 4)
})

test('levels are told by pattern too', () => {
  assert.deepEqual(
    [1, 2, 3, 4].map((v) => classOf(v, levelClasses)),
    [0, 1, 2, 3],
  )
  assert.equal(new Set(levelClasses.map((c) => c.pattern)).size, 4)
})
