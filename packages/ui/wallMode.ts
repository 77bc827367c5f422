import { useMantineColorScheme } from '@mantine/core'
import { useState } from 'react'

/** The wall of the situation room: dark, with figures readable from five metres. Ends with the page. */
export function useWallMode(): { wall: boolean; setWall: (on: boolean) => void } {
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true })
  const [wall, set] = useState(() => document.documentElement.hasAttribute('data-wall'))
  // Set on the choice and not in an effect: the setter is another at each render, and an effect on it would never rest.
  const setWall = (on: boolean) => {
    set(on)
    document.documentElement.toggleAttribute('data-wall', on)
    setColorScheme(on ? 'dark' : 'light')
  }
  return { wall, setWall }
}
