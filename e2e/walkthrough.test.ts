import { walkThrough } from './walkthrough.run.ts'

walkThrough('docs/walkthrough.md', 31)
