namespace Batch.Jobs.Transcription.Audio;

/// <summary>A stretch of audio, in samples of its stream.</summary>
/// <param name="First">First sample.</param>
/// <param name="Count">Number of samples; not negative.</param>
internal readonly record struct SampleRange(long First, long Count)
{
    /// <summary>One past the last sample.</summary>
    public long End => First + Count;

    public double Seconds => (double)Count / PcmFormat.SampleRate;

    public static SampleRange Between(long first, long end) => new(first, Math.Max(0, end - first));
}
