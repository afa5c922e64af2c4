using Batch.Jobs.Transcription.Audio;

namespace Batch.Jobs.Transcription.Downmix;

/// <summary>
/// Mixes channels to one without losing speech. A plain mean cancels channels out of phase and weakens a voice that is on
/// one of them; so every 100 ms takes the mean, or the loudest channel where the mean lost much of it, with a crossfade
/// of 10 ms where the choice changes.
/// </summary>
internal sealed class MonoMixer(int channels)
{
    /// <summary>100 ms.</summary>
    public const int WindowFrames = PcmFormat.SampleRate / 10;

    private const int FadeFrames = PcmFormat.SampleRate / 100;
    private const int Mean = -1;

    /// <summary>The mean is taken while it keeps this share of the amplitude of the loudest channel: uncorrelated stereo keeps 0.71, one side alone 0.5.</summary>
    private const double KeptAmplitude = 0.6;

    private int _choice = Mean;

    /// <summary>Mixes one window.</summary>
    /// <param name="interleaved">At most <see cref="WindowFrames"/> frames.</param>
    /// <param name="mono">Receives a sample a frame.</param>
    public void Mix(ReadOnlySpan<short> interleaved, Span<short> mono)
    {
        if (channels == 1)
        {
            interleaved.CopyTo(mono);
            return;
        }

        var next = Choose(interleaved);
        for (var frame = 0; frame < interleaved.Length / channels; frame++)
        {
            var samples = interleaved.Slice(frame * channels, channels);
            var value = Take(samples, next);
            if (next != _choice && frame < FadeFrames)
            {
                var share = (frame + 1.0) / FadeFrames;
                value = (value * share) + (Take(samples, _choice) * (1 - share));
            }

            mono[frame] = (short)Math.Round(value);
        }

        _choice = next;
    }

    private static double Take(ReadOnlySpan<short> samples, int choice)
    {
        if (choice != Mean)
        {
            return samples[choice];
        }

        var sum = 0;
        foreach (var sample in samples)
        {
            sum += sample;
        }

        return (double)sum / samples.Length;
    }

    private int Choose(ReadOnlySpan<short> interleaved)
    {
        Span<double> energy = stackalloc double[channels];
        var mean = 0.0;
        for (var at = 0; at + channels <= interleaved.Length; at += channels)
        {
            var sum = 0.0;
            for (var channel = 0; channel < channels; channel++)
            {
                double sample = interleaved[at + channel];
                energy[channel] += sample * sample;
                sum += sample;
            }

            mean += sum * sum / ((double)channels * channels);
        }

        var loudest = 0;
        for (var channel = 1; channel < channels; channel++)
        {
            loudest = energy[channel] > energy[loudest] ? channel : loudest;
        }

        return mean >= energy[loudest] * KeptAmplitude * KeptAmplitude ? Mean : loudest;
    }
}
