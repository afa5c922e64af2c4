using Batch.Jobs.Transcription.Audio;

namespace Batch.Jobs.Transcription.Cuts;

/// <summary>
/// Splits a stream into chunks that tile it sample-exactly and end in the quietest place near a target length. Where no
/// place is quiet, the next chunk hears <see cref="LeadIn"/> more before it begins.
/// </summary>
internal static class CutFinder
{
    /// <summary>2 s.</summary>
    public const long LeadIn = 2 * PcmFormat.SampleRate;

    /// <summary>A pause shorter than 200 ms may be a stop consonant.</summary>
    private const int PauseFrames = LoudnessCurve.FrameRate / 5;

    /// <summary>How far a pause must lie below the loud parts around it: 18 dB.</summary>
    private const int PauseDepth = 36;

    /// <param name="curve">Of the whole stream.</param>
    /// <param name="targetSamples">Wished length of a chunk; chunks are between 0.8 and 1.2 times as long, the last may be shorter.</param>
    public static IReadOnlyList<Cut> Split(LoudnessCurve curve, long targetSamples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(targetSamples, LoudnessCurve.FrameSamples * 100);

        var cuts = new List<Cut>();
        var first = 0L;
        var leadIn = 0L;
        while (first < curve.Samples)
        {
            var (end, quiet) = EndOf(curve, first, targetSamples);
            cuts.Add(new Cut(SampleRange.Between(first, end), leadIn));
            leadIn = quiet ? 0 : Math.Min(LeadIn, end);
            first = end;
        }

        return cuts;
    }

    private static (long End, bool Quiet) EndOf(LoudnessCurve curve, long first, long target)
    {
        var rest = curve.Samples - first;
        if (rest <= target * 6 / 5)
        {
            return (curve.Samples, true);
        }

        // What is left over after several chunks would be a crumb: share the rest evenly instead.
        var wished = rest / Math.Max(2, (rest + (target / 2)) / target);
        wished = Math.Clamp(wished, target * 4 / 5, target * 11 / 10);
        var reach = target / 10;
        var from = (int)((first + wished - reach) / LoudnessCurve.FrameSamples);
        var to = (int)((first + wished + reach) / LoudnessCurve.FrameSamples);
        var middle = (int)((first + wished) / LoudnessCurve.FrameSamples);
        var (frame, level) = QuietestPlace.Find(curve.Levels, from, to, middle, PauseFrames);
        var loud = LevelRank.Of(curve.Levels[Math.Clamp(from, 0, curve.Count)..Math.Clamp(to, 0, curve.Count)]).At(0.9);
        return ((long)frame * LoudnessCurve.FrameSamples, level <= Math.Max(0, loud - PauseDepth));
    }
}
