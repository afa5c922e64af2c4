namespace Batch.Jobs.Transcription.Audio;

/// <summary>
/// Loudness of every 10 ms of a stream, in half decibels: a byte a frame, so that a day of audio is 9 MB. Measured on the
/// difference of neighbouring samples, which leaves speech and takes away direct current and mains hum. 0 is silence.
/// </summary>
internal sealed class LoudnessCurve
{
    /// <summary>Samples per frame: 10 ms.</summary>
    public const int FrameSamples = 160;

    /// <summary>Frames per second.</summary>
    public const int FrameRate = PcmFormat.SampleRate / FrameSamples;

    private readonly byte[] _levels;

    public LoudnessCurve(byte[] levels, long samples)
    {
        _levels = levels;
        Samples = samples;
    }

    /// <summary>Length of the stream.</summary>
    public long Samples { get; }

    /// <summary>Number of frames; the last one may be shorter than 10 ms.</summary>
    public int Count => _levels.Length;

    /// <summary>Half decibels of every frame.</summary>
    public ReadOnlySpan<byte> Levels => _levels;

    public static LoudnessCurve Of(ReadOnlySpan<short> samples)
    {
        var meter = new LoudnessMeter();
        meter.Add(samples);
        return meter.Finish();
    }

    /// <summary>Frames that begin within the range.</summary>
    public Range FramesOf(SampleRange range)
    {
        var first = (int)Math.Clamp(range.First / FrameSamples, 0, Count);
        var end = (int)Math.Clamp((range.End + FrameSamples - 1) / FrameSamples, first, Count);
        return first..end;
    }
}
