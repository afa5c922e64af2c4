namespace Batch.Jobs.Transcription.Audio;

/// <summary>What prepared audio is: 16 kHz mono signed 16-bit little-endian samples, without a header.</summary>
internal static class PcmFormat
{
    /// <summary>Samples per second.</summary>
    public const int SampleRate = 16_000;

    public const int BytesPerSample = 2;

    /// <summary>Work of the kind: microseconds of audio before sample <paramref name="sample"/>, rounded down.</summary>
    public static long ToMicros(long sample) => sample * 125 / 2;

    /// <summary>Exact: a sample is 0.0000625 s, which a decimal holds without rounding.</summary>
    public static decimal ToSeconds(long samples) => samples / (decimal)SampleRate;

    /// <summary>Rounded down to milliseconds, so that a time never passes the end of its audio.</summary>
    public static decimal ToMilliseconds(long samples) => samples / 16 / 1000m;

    public static long FromSeconds(double seconds) => (long)Math.Round(seconds * SampleRate);
}
