using System.Runtime.InteropServices;
using Batch.Jobs.Transcription.Prepare;
using Batch.Jobs.Transcription.Tests.Fakes;

namespace Batch.Jobs.Transcription.Tests.Prepare;

public sealed class DecodedAudioTests : IDisposable
{
    private readonly Item _item = new("talk.wav", Sound.Wav(1, Sound.Rate, Sound.Speech(1)));

    [Fact]
    public async Task Audio_WhenItFillsSeveralParts_IsStoredPartByPart()
    {
        await _item.PrepareAsync();
        var samples = Sound.Speech(5);
        await using var parts = new PartWriter(_item.LastRun!, stream: 1, samplesPerPart: 2 * Sound.Rate);
        var audio = new DecodedAudio(1, parts, _ => { });

        await audio.ReadAsync(new MemoryStream(MemoryMarshal.AsBytes(samples.AsSpan()).ToArray()), CancellationToken.None);
        await parts.FinishAsync(CancellationToken.None);

        Assert.Equal(["audio-0100.pcm", "audio-0101.pcm", "audio-0102.pcm"], parts.Written.Select(part => part.Name));
        Assert.Equal([64_000, 64_000, 32_000], parts.Written.Select(part => part.Bytes));
        Assert.Equal(samples.Length, audio.Samples);
        Assert.Equal(samples.Length, audio.Curve().Samples);
        Assert.Equal(["source"], Directory.EnumerateFiles(_item.LastRun!.ScratchFolder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Audio_WhenThereIsMoreThanThePartsHold_IsTooLongAndNotReadOn()
    {
        await _item.PrepareAsync();
        await using var parts = new PartWriter(_item.LastRun!, stream: 1);
        var audio = new DecodedAudio(1, parts, _ => { }, maxSamples: 3 * Sound.Rate);
        var endless = new MemoryStream(new byte[10 * 32_000]);

        await audio.ReadAsync(endless, CancellationToken.None);

        Assert.True(audio.IsTooLong);
        Assert.True(endless.Position < 4 * 32_000);
    }

    public void Dispose() => _item.Dispose();
}
