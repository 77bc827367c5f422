import { NodeProgram, type ProgramInfo } from 'sigma/rendering'
import type { NodeDisplayData, RenderParams } from 'sigma/types'
import { floatColor } from 'sigma/utils'

/** Shapes the program can draw, by number. */
export const shapeNumbers = { circle: 0, square: 1, diamond: 2, triangle: 3, ring: 4, bundle: 5 } as const

const VERTEX = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_position;
attribute float a_size;
attribute float a_shape;
attribute vec2 a_corner;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
varying vec4 v_color;
varying vec2 v_at;
varying float v_feather;
varying float v_shape;
void main() {
  float radius = 2.0 * a_size * u_correctionRatio / u_sizeRatio;
  gl_Position = vec4((u_matrix * vec3(a_position + a_corner * radius * 1.3, 1)).xy, 0, 1);
  v_at = a_corner * 1.3;
  v_feather = 2.0 * u_correctionRatio / radius;
  v_shape = a_shape;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= 255.0 / 254.0;
}
`

// Each shape is a signed distance in units of the radius: below 0 is inside. Areas are about equal, so that no shape looks heavier.
const FRAGMENT = /* glsl */ `
precision mediump float;
varying vec4 v_color;
varying vec2 v_at;
varying float v_feather;
varying float v_shape;
void main() {
  vec2 p = v_at;
  float d = length(p) - 1.0;
  if (v_shape > 4.5) d = max(d, 0.0 - min(abs(d + 0.28) - 0.08, 1.0)) ;
  else if (v_shape > 3.5) {
    #ifndef PICKING_MODE
    d = abs(d + 0.2) - 0.2;
    #endif
  }
  else if (v_shape > 2.5) d = max(-p.y * 1.0 - 0.75, (abs(p.x) * 1.732 + p.y) * 0.5 - 0.62);
  else if (v_shape > 1.5) d = (abs(p.x) + abs(p.y) - 1.22) * 0.7071;
  else if (v_shape > 0.5) d = max(abs(p.x), abs(p.y)) - 0.88;
  #ifdef PICKING_MODE
  if (d > v_feather) gl_FragColor = vec4(0.0);
  else gl_FragColor = v_color;
  #else
  gl_FragColor = mix(v_color, vec4(0.0), smoothstep(-v_feather, v_feather, d));
  #endif
}
`

const UNIFORMS = ['u_sizeRatio', 'u_correctionRatio', 'u_matrix'] as const

/** Draws persons as filled shapes in one pass of the graphics card; five thousand cost as much as one. */
export class ChainProgram extends NodeProgram<(typeof UNIFORMS)[number]> {
  override getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLE_STRIP } = WebGL2RenderingContext
    return {
      VERTICES: 4,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLE_STRIP,
      UNIFORMS,
      ATTRIBUTES: [
        { name: 'a_position', size: 2, type: FLOAT },
        { name: 'a_size', size: 1, type: FLOAT },
        { name: 'a_shape', size: 1, type: FLOAT },
        { name: 'a_color', size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: 'a_id', size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [{ name: 'a_corner', size: 2, type: FLOAT }],
      CONSTANT_DATA: [
        [-1, -1],
        [1, -1],
        [-1, 1],
        [1, 1],
      ],
    }
  }

  override processVisibleItem(index: number, start: number, data: NodeDisplayData & { shape?: number }): void {
    this.array.set([data.x, data.y, data.size, data.shape ?? 0, floatColor(data.color), index], start)
  }

  override setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
    gl.uniform1f(uniformLocations.u_sizeRatio!, params.sizeRatio)
    gl.uniform1f(uniformLocations.u_correctionRatio!, params.correctionRatio)
    gl.uniformMatrix3fv(uniformLocations.u_matrix!, false, params.matrix)
  }
}
