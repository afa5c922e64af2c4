namespace Batch.Jobs.Transcription.Audio;

/// <summary>Builds a <see cref="LoudnessCurve"/> while the samples stream by.</summary>
internal sealed class LoudnessMeter
{
    private readonly List<byte> _levels = [];
    private long _energy;
    private int _filled;
    private int _previous;
    private long _samples;

    public void Add(ReadOnlySpan<short> block)
    {
        foreach (var sample in block)
        {
            // The very first sample has no neighbour, and must not look like a click.
            var difference = _samples == 0 ? 0 : sample - _previous;
            _energy += (long)difference * difference;
            _previous = sample;
            _samples++;
            if (++_filled == LoudnessCurve.FrameSamples)
            {
                Close();
            }
        }
    }

    public LoudnessCurve Finish()
    {
        if (_filled > 0)
        {
            Close();
        }

        return new LoudnessCurve([.. _levels], _samples);
    }

    private void Close()
    {
        var decibels = 10 * Math.Log10(((double)_energy / _filled) + 1);
        _levels.Add((byte)Math.Min(255, (int)Math.Round(2 * decibels)));
        _energy = 0;
        _filled = 0;
    }
}
