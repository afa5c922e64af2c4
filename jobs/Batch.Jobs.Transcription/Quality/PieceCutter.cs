using Batch.Jobs.Transcription.Audio;
using Batch.Jobs.Transcription.Cuts;

namespace Batch.Jobs.Transcription.Quality;

/// <summary>
/// Cuts a stretch into pieces of 3 to 9 s at its quietest places. Cutting matters: the same audio heard again as a whole
/// fails again in the same way.
/// </summary>
internal static class PieceCutter
{
    private const int LeastFrames = 3 * LoudnessCurve.FrameRate;
    private const int MostFrames = 9 * LoudnessCurve.FrameRate;
    private const int PauseFrames = LoudnessCurve.FrameRate / 5;

    /// <summary>How far the ends may move to a quiet place.</summary>
    private const int SnapFrames = LoudnessCurve.FrameRate * 3 / 10;

    public static IReadOnlyList<SampleRange> Cut(LoudnessCurve curve, SampleRange range)
    {
        var frames = curve.FramesOf(range);
        var at = Snap(curve, frames.Start.Value);
        var end = Math.Max(at, Snap(curve, frames.End.Value));
        var pieces = new List<SampleRange>();
        while (end - at > MostFrames)
        {
            var latest = Math.Min(at + MostFrames, end - LeastFrames);
            var (cut, _) = QuietestPlace.Find(curve.Levels, at + LeastFrames, latest, (at + LeastFrames + latest) / 2, PauseFrames);
            pieces.Add(Samples(curve, at, cut));
            at = cut;
        }

        if (end > at)
        {
            pieces.Add(Samples(curve, at, end));
        }

        return pieces;
    }

    private static int Snap(LoudnessCurve curve, int frame) =>
        frame <= 0 ? 0
        : frame >= curve.Count ? curve.Count
        : QuietestPlace.Find(curve.Levels, frame - SnapFrames, frame + SnapFrames, frame, PauseFrames / 2).Frame;

    private static SampleRange Samples(LoudnessCurve curve, int from, int to) => SampleRange.Between(
        (long)from * LoudnessCurve.FrameSamples,
        Math.Min(curve.Samples, (long)to * LoudnessCurve.FrameSamples));
}
