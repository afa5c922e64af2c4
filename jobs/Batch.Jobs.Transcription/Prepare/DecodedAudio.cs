using System.Runtime.InteropServices;
using Batch.Jobs.Transcription.Audio;
using Batch.Jobs.Transcription.Downmix;

namespace Batch.Jobs.Transcription.Prepare;

/// <summary>Takes interleaved samples from the decoder, mixes them, measures them and hands them to the parts, 100 ms at a time.</summary>
internal sealed class DecodedAudio(int channels, PartWriter parts, Action<long> onProgress, long maxSamples = PartLayout.MaxSamples)
{
    private readonly LoudnessMeter _meter = new();
    private readonly MonoMixer _mixer = new(channels);

    /// <summary>True where there was more than the parts can hold; the rest was left unread.</summary>
    public bool IsTooLong { get; private set; }

    public long Samples { get; private set; }

    public LoudnessCurve Curve() => _meter.Finish();

    public async Task ReadAsync(Stream interleaved, CancellationToken cancellationToken)
    {
        var window = new byte[MonoMixer.WindowFrames * channels * PcmFormat.BytesPerSample];
        var mono = new short[MonoMixer.WindowFrames];
        int filled;
        do
        {
            filled = await interleaved.ReadAtLeastAsync(window, window.Length, throwOnEndOfStream: false, cancellationToken);
            var frames = filled / (channels * PcmFormat.BytesPerSample);
            if (frames > maxSamples - Samples)
            {
                IsTooLong = true;
                return;
            }

            Mix(window.AsSpan(0, frames * channels * PcmFormat.BytesPerSample), mono.AsSpan(0, frames));
            await parts.AddAsync(mono.AsMemory(0, frames), cancellationToken);
            Samples += frames;
            onProgress(Samples);
        }
        while (filled == window.Length);
    }

    private void Mix(ReadOnlySpan<byte> interleaved, Span<short> mono)
    {
        _mixer.Mix(MemoryMarshal.Cast<byte, short>(interleaved), mono);
        _meter.Add(mono);
    }
}
