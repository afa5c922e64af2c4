namespace Batch.Bench.Pipeline;

/// <summary>One run of each on the same audio.</summary>
/// <param name="AudioSeconds">Length of the audio.</param>
/// <param name="Bare">Wall time of the bare engine, its model loaded before.</param>
/// <param name="Ours">Times of our job; null where only the bare engine ran.</param>
internal sealed record Pair(double AudioSeconds, TimeSpan Bare, JobTimes? Ours)
{
    public double BareSpeed => AudioSeconds / Bare.TotalSeconds;

    public double OurSpeed => AudioSeconds / OurTime.TotalSeconds;

    public double Ratio => Bare / OurTime;

    public double RatioWithoutRedo => Bare / (OurTime - Ours!.Redo);

    private TimeSpan OurTime => Ours!.Wall - Ours.ColdStart;

    public string Show() => Ours is null
        ? FormattableString.Invariant($"bare {Bare.TotalSeconds:F2} s")
        : FormattableString.Invariant($"bare {Bare.TotalSeconds:F2} s, ours {OurTime.TotalSeconds:F2} s (of which redone {Ours.Redo.TotalSeconds:F2} s), ratio {Ratio:F3}");
}
