package io.github.softmax4j.serve;

import java.io.IOException;

/**
 * A file or a stream is not a model that this version can read; the message names the file, if it is one, and says what
 * was expected and what was found.
 *
 * <p>For example:
 *
 * <pre>{@code
 * String problem = "";
 * byte[] upload = {'P', 'K', 3, 4}; // a ZIP file
 * try {
 *     Scorer.ofBytes(upload);
 * } catch (UnreadableModelException e) {
 *     problem = e.getMessage(); // what was expected, and what was found
 * }
 * }</pre>
 */
public final class UnreadableModelException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableModelException(String message) {
        super(message);
    }
}
