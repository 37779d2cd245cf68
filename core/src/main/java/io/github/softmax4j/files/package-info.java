/**
 * Files that are never half-done, files that are not left behind when a process ends, and folders that nobody else can
 * write to. Knows nothing of what is in them.
 */
package io.github.softmax4j.files;
