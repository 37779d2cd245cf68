package io.github.softmax4j.newton;

/** Whether what is known of the Hessian follows the point. */
public enum Following {
    /** It is that of the start. */
    START,
    /** It is that of the point: of a sample of the rows at every step where that is worth it, else now and then. */
    POINT
}
