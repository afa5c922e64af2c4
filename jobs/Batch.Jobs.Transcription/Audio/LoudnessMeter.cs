namespace Batch.Jobs.Transcription.Audio;

/// <summary>Builds a <see cref="LoudnessCurve"/> while the samples stream by.</summary>
internal sealed class LoudnessMeter
{
    private readonly List<byte> levels = [];
    private long energy;
    private int filled;
    private int previous;
    private long samples;

    public void Add(ReadOnlySpan<short> block)
    {
        foreach (var sample in block)
        {
            // The very first sample has no neighbour, and must not look like a click.
            var difference = samples == 0 ? 0 : sample - previous;
            energy += (long)difference * difference;
            previous = sample;
            samples++;
            if (++filled == LoudnessCurve.FrameSamples)
            {
                Close();
            }
        }
    }

    public LoudnessCurve Finish()
    {
        if (filled > 0)
        {
            Close();
        }

        return new LoudnessCurve([.. levels], samples);
    }

    private void Close()
    {
        var decibels = 10 * Math.Log10(((double)energy / filled) + 1);
        levels.Add((byte)Math.Min(255, (int)Math.Round(2 * decibels)));
        energy = 0;
        filled = 0;
    }
}
