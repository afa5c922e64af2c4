namespace Batch.Jobs.Transcription.Cuts;

/// <summary>Finds the stretch of frames with the least loudness.</summary>
internal static class QuietestPlace
{
    /// <summary>
    /// The quietest <paramref name="width"/> frames between <paramref name="from"/> and <paramref name="to"/>; of equally
    /// quiet ones that nearest to <paramref name="target"/>. Levels are summed in half decibels, so that one click does
    /// not spoil a pause as it would in a sum of energies.
    /// </summary>
    /// <returns>The middle frame of the stretch and its mean level.</returns>
    public static (int Frame, double Level) Find(ReadOnlySpan<byte> levels, int from, int to, int target, int width)
    {
        from = Math.Max(0, from);
        to = Math.Min(levels.Length, to);
        width = Math.Max(1, Math.Min(width, to - from));
        if (to <= from)
        {
            return (Math.Clamp(target, 0, levels.Length), 255);
        }

        var sum = 0;
        for (var i = from; i < from + width; i++)
        {
            sum += levels[i];
        }

        var best = sum;
        var bestMiddle = from + (width / 2);
        for (var end = from + width; end < to; end++)
        {
            sum += levels[end] - levels[end - width];
            var middle = end + 1 - width + (width / 2);
            if (sum < best || (sum == best && Math.Abs(middle - target) < Math.Abs(bestMiddle - target)))
            {
                best = sum;
                bestMiddle = middle;
            }
        }

        return (bestMiddle, (double)best / width);
    }
}
