package io.github.softmax4j.optim;

/** What is known of the Hessian of an objective. */
public enum Knowledge {
    /** Nothing: a direction has no length. */
    IDENTITY,
    /** Its shape and about its size: a step of length 1 makes sense, and secant pairs correct it. */
    SHAPE,
    /** The Hessian itself, of all rows or a sample: half of the slope along its direction is what a step brings. */
    NEWTON
}
