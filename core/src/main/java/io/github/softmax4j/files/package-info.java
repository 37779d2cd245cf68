/**
 * Files that are never half-done, and files that are not left behind when a process ends. Knows nothing of what is in
 * them.
 */
package io.github.softmax4j.files;
