package io.github.softmax4j.benchmarks.gaps;

import java.util.stream.IntStream;

/**
 * How eyes see colours: all colours, or with one kind of cones missing, as Machado, Oliveira and Fernandes, "A
 * physiologically-based model for simulation of color vision deficiency" (2009), has it at a severity of 1.
 */
@SuppressWarnings("ImmutableEnumChecker") // nobody writes into them
enum EyeSight {
    FULL(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}),
    PROTANOPIA(new double[][] {
        {0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}
    }),
    DEUTERANOPIA(new double[][] {
        {0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}
    }),
    TRITANOPIA(new double[][] {
        {1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}
    });

    /** From linear sRGB to CIE XYZ, each over that of white (IEC 61966-2-1). */
    private static final double[][] TO_XYZ = {
        {0.4124 / 0.9505, 0.3576 / 0.9505, 0.1805 / 0.9505},
        {0.2126, 0.7152, 0.0722},
        {0.0193 / 1.0890, 0.1192 / 1.0890, 0.9505 / 1.0890}
    };

    private final double[][] seen;

    EyeSight(double[][] seen) {
        this.seen = seen;
    }

    /** The distance in CIELAB (1976) of what these eyes see of two colours. */
    double difference(int rgb, int other) {
        double[] a = lab(rgb);
        double[] b = lab(other);
        return Math.sqrt(IntStream.range(0, 3)
                .mapToDouble(i -> (a[i] - b[i]) * (a[i] - b[i]))
                .sum());
    }

    private double[] lab(int rgb) {
        double[] light = times(seen, linear(rgb));
        for (int i = 0; i < 3; i++) {
            light[i] = Math.max(0, Math.min(1, light[i]));
        }
        double[] xyz = times(TO_XYZ, light);
        double[] f = new double[3];
        for (int i = 0; i < 3; i++) {
            f[i] = xyz[i] > 216.0 / 24389 ? Math.cbrt(xyz[i]) : (24389.0 / 27 * xyz[i] + 16) / 116;
        }
        return new double[] {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
    }

    private static double[] times(double[][] matrix, double... vector) {
        return IntStream.range(0, 3)
                .mapToDouble(i -> matrix[i][0] * vector[0] + matrix[i][1] * vector[1] + matrix[i][2] * vector[2])
                .toArray();
    }

    /** Red, green and blue, 0 to 1, as light adds up. */
    static double[] linear(int rgb) {
        return IntStream.of(16, 8, 0)
                .mapToDouble(shift -> ((rgb >> shift) & 0xff) / 255.0)
                .map(c -> c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4))
                .toArray();
    }

    /** Relative luminance. */
    static double luminance(double... linear) {
        return times(TO_XYZ, linear)[1];
    }
}
