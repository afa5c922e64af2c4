namespace Batch.Jobs.Transcription.Audio;

/// <summary>
/// Takes the background off the ends of a stretch. Engines let a segment begin where the one before ended, or where their
/// window did, which may be long before anybody speaks.
/// </summary>
internal sealed class EdgeTrim(LoudnessCurve curve)
{
    /// <summary>What is left of the background at each end: 100 ms before, 300 ms after.</summary>
    private const int FramesBefore = 10;

    private const int FramesAfter = 30;

    private readonly int _background = Activity.Background(curve.Levels);

    /// <returns>The stretch, shortened; as it was where it is background throughout.</returns>
    public SampleRange Trim(SampleRange range)
    {
        var frames = curve.FramesOf(range);
        var levels = curve.Levels[frames];
        var first = levels.IndexOfAnyInRange((byte)Math.Min(255, _background + 1), byte.MaxValue);
        var last = levels.LastIndexOfAnyInRange((byte)Math.Min(255, _background + 1), byte.MaxValue);
        return first < 0
            ? range
            : SampleRange.Between(
                Math.Max(range.First, (long)(frames.Start.Value + first - FramesBefore) * LoudnessCurve.FrameSamples),
                Math.Min(range.End, (long)(frames.Start.Value + last + 1 + FramesAfter) * LoudnessCurve.FrameSamples));
    }
}
