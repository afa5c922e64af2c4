using System.Globalization;
using Batch.Jobs.Transcription.Audio;
using Batch.Jobs.Transcription.Prepare;
using Batch.Jobs.Transcription.Settings;
using Batch.Jobs.Transcription.Speech;
using Batch.Jobs.Transcription.Stitch;
using Batch.Jobs.Transcription.Transcribe;

namespace Batch.Jobs.Transcription.Transcripts;

/// <summary>Makes the transcript of an item from its plan and from what was heard in its chunks.</summary>
internal static class TranscriptBuilder
{
    /// <param name="source">The source as the user knows it.</param>
    /// <param name="audio">What was prepared.</param>
    /// <param name="plan">Of all chunks, in order.</param>
    /// <param name="chunks">What was heard in each; null where the chunk failed.</param>
    /// <param name="settings">Of the job.</param>
    public static Transcript Build(
        string source,
        PreparedAudio audio,
        IReadOnlyList<ChunkPayload> plan,
        IReadOnlyList<ChunkTranscript?> chunks,
        TranscriptionSettings settings)
    {
        var segments = Stitcher.Join(plan, chunks).Select(segment => Render(segment, settings.Words)).ToList();
        var heard = chunks.OfType<ChunkTranscript>().ToList();
        var failed = plan.Where((_, index) => chunks[index] is null).Sum(payload => payload.SampleCount)
            + heard.Sum(chunk => chunk.FailedSamples);
        var engine = heard.Select(chunk => chunk.Engine).FirstOrDefault(engine => engine is not null);
        var transcribed = heard.Sum(chunk => chunk.TranscribedSamples);
        return new Transcript
        {
            Source = source,
            DurationSeconds = PcmFormat.ToSeconds(audio.Samples),
            Language = Language(heard) ?? settings.EngineLanguage,
            Model = engine?.Model ?? settings.Model,
            Engine = engine,
            Text = string.Join(' ', segments.Select(segment => segment.Text)),
            Segments = segments,
            Coverage = Coverage.OfSamples(transcribed, audio.Samples - transcribed - failed, failed),
            Warnings = [.. audio.Warnings, .. Warnings(failed, settings)],
        };
    }

    private static IEnumerable<string> Warnings(long failed, TranscriptionSettings settings)
    {
        if (failed > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{PcmFormat.ToSeconds(failed):0.0} s could not be transcribed; failedSeconds in coverage counts them.");
        }

        if (settings.Language is null && Languages.IsEnglishOnly(settings.Model))
        {
            yield return $"The model {settings.Model} knows English only and no language was declared: speech in another language comes out wrong.";
        }
    }

    /// <summary>The language of most of the speech.</summary>
    private static string? Language(List<ChunkTranscript> heard) => heard
        .Where(chunk => chunk is { Language: not null, TranscribedSamples: > 0 })
        .GroupBy(chunk => chunk.Language)
        .MaxBy(chunks => chunks.Sum(chunk => chunk.TranscribedSamples))?.Key;

    private static TranscriptSegment Render(HeardSegment segment, bool words) => new()
    {
        Start = PcmFormat.ToMilliseconds(segment.Start),
        End = PcmFormat.ToMilliseconds(segment.End),
        Text = segment.Text,
        AvgLogprob = Round(segment.AvgLogprob),
        NoSpeechProb = Round(segment.NoSpeechProb),
        Words = words && segment.Words.Count > 0 ? [.. segment.Words.Select(Render)] : null,
    };

    private static TranscriptWord Render(HeardWord word) =>
        new(PcmFormat.ToMilliseconds(word.Start), PcmFormat.ToMilliseconds(word.End), word.Text, Round(word.Probability));

    private static double? Round(double? value) => value is { } number ? Math.Round(number, 4) : null;
}
