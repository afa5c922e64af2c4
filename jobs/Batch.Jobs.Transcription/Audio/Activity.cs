namespace Batch.Jobs.Transcription.Audio;

/// <summary>Tells sound that may be speech from silence and steady noise, by loudness alone.</summary>
internal static class Activity
{
    /// <summary>At or below this level (3 dB over nothing) a frame holds no more than the last bit's rounding.</summary>
    public const int Silence = 6;

    /// <summary>Speech moves by tens of decibels; noise, hum and tones measured over 50 ms keep within 4 dB.</summary>
    private const int SteadySpread = 8;

    /// <summary>Above the noise floor by 3 dB a frame is not background any more.</summary>
    private const int OverFloor = 6;

    private const int SmoothFrames = 5;

    public static bool IsSilent(ReadOnlySpan<byte> levels) => !levels.ContainsAnyExceptInRange((byte)0, (byte)Silence);

    /// <summary>Whether the loudness hardly moves: noise, hum, a tone.</summary>
    public static bool IsSteady(ReadOnlySpan<byte> levels)
    {
        var rank = LevelRank.Of(Smooth(levels));
        return rank.At(0.99) - rank.At(0.02) < SteadySpread;
    }

    /// <summary>
    /// The stretches that are worth an engine's time: sound over the background, with everything between two of them that
    /// are less than <paramref name="gapFrames"/> apart, and <paramref name="marginFrames"/> around.
    /// </summary>
    public static IReadOnlyList<Range> Islands(ReadOnlySpan<byte> levels, int gapFrames, int marginFrames)
    {
        if (IsSilent(levels) || IsSteady(levels))
        {
            return [];
        }

        var threshold = Background(levels);
        var islands = new List<Range>();
        var smooth = Smooth(levels);
        for (var frame = 0; frame < smooth.Length; frame++)
        {
            if (smooth[frame] <= threshold)
            {
                continue;
            }

            var start = Math.Max(0, frame - marginFrames);
            var end = Math.Min(smooth.Length, frame + 1 + marginFrames);
            if (islands.Count > 0 && start - islands[^1].End.Value < gapFrames)
            {
                islands[^1] = islands[^1].Start.Value..end;
            }
            else
            {
                islands.Add(start..end);
            }
        }

        return islands;
    }

    /// <summary>The level up to which a frame is background.</summary>
    public static int Background(ReadOnlySpan<byte> levels) =>
        Math.Max(Silence, LevelRank.Of(levels, withoutSilence: true).At(0.05) + OverFloor);

    /// <summary>The level above which a frame counts as speech, where loud speech is around: 25 dB below it, but over the background.</summary>
    public static int SpeechLevel(ReadOnlySpan<byte> levels)
    {
        var rank = LevelRank.Of(levels, withoutSilence: true);
        return Math.Max(Silence, Math.Max(rank.At(0.1) + OverFloor, rank.At(0.95) - 50));
    }

    private static byte[] Smooth(ReadOnlySpan<byte> levels)
    {
        var smooth = new byte[levels.Length];
        var sum = 0;
        for (var frame = 0; frame < levels.Length; frame++)
        {
            sum += levels[frame];
            if (frame >= SmoothFrames)
            {
                sum -= levels[frame - SmoothFrames];
            }

            smooth[frame] = (byte)(sum / Math.Min(frame + 1, SmoothFrames));
        }

        return smooth;
    }
}
