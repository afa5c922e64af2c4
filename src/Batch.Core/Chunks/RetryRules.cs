namespace Batch.Core.Chunks;

/// <summary>How often and how soon a chunk is tried again.</summary>
public static class RetryRules
{
    /// <summary>Tries of a chunk that count: engine crashes and timeouts.</summary>
    public const int MaxTries = 3;

    /// <summary>How long the session that failed a chunk last is avoided.</summary>
    public static TimeSpan AvoidFor { get; } = TimeSpan.FromSeconds(60);

    /// <summary>After machinery has failed for this long, the job waits visibly.</summary>
    public static TimeSpan MachineryPatience { get; } = TimeSpan.FromHours(1);

    private static readonly TimeSpan LongestBackOff = TimeSpan.FromMinutes(5);

    /// <summary>2, 4, 8 ... seconds, at most 5 minutes.</summary>
    /// <param name="failures">Failures of machinery in a row, from 1.</param>
    public static TimeSpan BackOff(int failures)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failures, 1);
        var seconds = Math.Pow(2, Math.Min(failures, 10));
        return seconds >= LongestBackOff.TotalSeconds ? LongestBackOff : TimeSpan.FromSeconds(seconds);
    }

    /// <summary>A chunk under which workers die: 3 losses on at least two workers, or 5 on one.</summary>
    public static bool LosesWorkers(int losses, int workers) => (losses >= 3 && workers >= 2) || losses >= 5;
}
