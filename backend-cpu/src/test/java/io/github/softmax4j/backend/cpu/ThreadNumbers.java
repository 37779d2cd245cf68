package io.github.softmax4j.backend.cpu;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * How many threads compute, by all who have a say.
 *
 * @param ofCaller what the calling thread is given
 * @param parts into which ND4J cuts the work of an operation, whoever calls
 * @param ofBlas whoever calls
 */
record ThreadNumbers(int ofCaller, int parts, int ofBlas) {
    static ThreadNumbers now() {
        return new ThreadNumbers(
                NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads(),
                Nd4j.getEnvironment().maxMasterThreads(),
                Nd4j.factory().blas().getMaxThreads());
    }

    static void giveCaller(int number) {
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(number);
    }

    ThreadNumbers withOfCaller(int number) {
        return new ThreadNumbers(number, parts, ofBlas);
    }
}
