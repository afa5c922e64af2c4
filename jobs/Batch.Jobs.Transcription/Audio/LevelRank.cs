namespace Batch.Jobs.Transcription.Audio;

/// <summary>Percentiles of loudness levels, by counting.</summary>
internal readonly struct LevelRank
{
    private readonly int[] _counts;
    private readonly int _total;

    private LevelRank(int[] counts, int total)
    {
        _counts = counts;
        _total = total;
    }

    /// <summary>True where no level was counted.</summary>
    public bool IsEmpty => _total == 0;

    /// <summary>Counts all levels, or only those above silence.</summary>
    public static LevelRank Of(ReadOnlySpan<byte> levels, bool withoutSilence = false)
    {
        var counts = new int[256];
        var total = 0;
        foreach (var level in levels)
        {
            if (level > 0 || !withoutSilence)
            {
                counts[level]++;
                total++;
            }
        }

        return new LevelRank(counts, total);
    }

    /// <summary>The level that <paramref name="share"/> (0 to 1) of all frames do not pass; 0 where there are none.</summary>
    public int At(double share)
    {
        var wanted = (int)Math.Ceiling(share * _total);
        var seen = 0;
        for (var level = 0; level < _counts.Length; level++)
        {
            seen += _counts[level];
            if (seen >= wanted && seen > 0)
            {
                return level;
            }
        }

        return 0;
    }
}
