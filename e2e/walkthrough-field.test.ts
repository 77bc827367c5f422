import { walkThrough } from './walkthrough.run.ts'

walkThrough('docs/walkthrough-field.md', 20)
