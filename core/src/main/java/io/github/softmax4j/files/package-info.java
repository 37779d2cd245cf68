/** Files that are never half-done, and files that are never left behind, whatever becomes of the process. Knows nothing of what is in them. */
package io.github.softmax4j.files;
