import { walkThrough } from './walkthrough.run.ts'

walkThrough('docs/walkthrough-doors.md', 12)
