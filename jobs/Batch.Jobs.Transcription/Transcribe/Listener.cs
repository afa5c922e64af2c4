using Batch.Contracts.Engines;
using Batch.Jobs.Transcription.Audio;
using Batch.Jobs.Transcription.Quality;
using Batch.Jobs.Transcription.Settings;
using Batch.Jobs.Transcription.Speech;

namespace Batch.Jobs.Transcription.Transcribe;

/// <summary>Gives pieces of a chunk's audio to its engine, and reads the answer in samples of that audio.</summary>
internal sealed class Listener(ITranscriptionEngine engine, TranscriptionSettings settings, ChunkAudio audio)
{
    /// <summary>Given, or detected in the first piece.</summary>
    public string? Language { get; private set; } = settings.EngineLanguage;

    public Task<IReadOnlyList<Heard>> HearAsync(SampleRange piece, CancellationToken cancellationToken) =>
        HearAsync(piece, shortWindow: false, cancellationToken);

    /// <summary>A short piece of what was heard before.</summary>
    public Task<IReadOnlyList<Heard>> HearAgainAsync(SampleRange piece, CancellationToken cancellationToken) =>
        HearAsync(piece, shortWindow: true, cancellationToken);

    private async Task<IReadOnlyList<Heard>> HearAsync(SampleRange piece, bool shortWindow, CancellationToken cancellationToken)
    {
        var request = new EngineRequest
        {
            Pcm = audio.Piece(piece),
            Language = Language,
            Prompt = settings.Prompt,
            Preset = settings.Preset,
            ShortWindow = shortWindow,
        };
        var transcript = await engine.TranscribeAsync(request, cancellationToken);
        Language ??= transcript.Language;
        return [.. transcript.Segments.Select(segment => Heard.Judge(Place(segment, piece)))];
    }

    private static HeardSegment Place(EngineSegment segment, SampleRange piece)
    {
        var start = PcmFormat.FromSeconds(segment.Start);
        return new HeardSegment
        {
            Start = start,
            End = Math.Max(start, PcmFormat.FromSeconds(segment.End)),
            Text = segment.Text.Trim(),
            AvgLogprob = segment.AvgLogprob,
            NoSpeechProb = segment.NoSpeechProb,
            Words = [.. segment.Words.Select(Place)],
        }.Shift(piece.First).Clamp(piece);
    }

    private static HeardWord Place(EngineWord word) =>
        new(PcmFormat.FromSeconds(word.Start), PcmFormat.FromSeconds(word.End), word.Text, word.Probability);
}
