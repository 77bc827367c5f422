import { walkThrough } from './walkthrough.run.ts'

walkThrough('docs/walkthrough-directive.md', 30)
