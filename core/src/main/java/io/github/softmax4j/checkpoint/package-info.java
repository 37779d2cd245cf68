/**
 * The folder that the checkpoints of a fit are written to: a chain of parts that are written once, and the states at
 * the end of the last two; docs/checkpoint-file.md describes the files. Knows nothing of what is in them. Internal.
 */
package io.github.softmax4j.checkpoint;
