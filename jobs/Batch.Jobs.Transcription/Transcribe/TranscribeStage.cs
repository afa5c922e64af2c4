using System.Text.Json;
using Batch.Contracts;
using Batch.Contracts.Kinds;
using Batch.Jobs.Transcription.Audio;
using Batch.Jobs.Transcription.Prepare;
using Batch.Jobs.Transcription.Quality;
using Batch.Jobs.Transcription.Settings;

namespace Batch.Jobs.Transcription.Transcribe;

/// <summary>Hears a chunk: silence and noise without the engine, the rest with it, and what it seems to have lost once more.</summary>
internal sealed class TranscribeStage : IStageRunner
{
    /// <summary>A shorter pause costs an engine less to hear than a further window does.</summary>
    private const int GapFrames = 10 * LoudnessCurve.FrameRate;

    private const int MarginFrames = LoudnessCurve.FrameRate / 2;

    public string Kind => TranscriptionStages.Kind;

    public string Stage => TranscriptionStages.Transcribe;

    public async Task<StageOutcome> RunAsync(IStageRun run, CancellationToken cancellationToken)
    {
        var payload = (run.Grant.Payload ?? throw new JsonException("The chunk has no payload."))
            .Deserialize<ChunkPayload>(WireJson.Options) ?? throw new JsonException("The payload is null.");
        var audio = await ChunkAudio.FetchAsync(run, payload, cancellationToken);
        var islands = Activity.Islands(audio.Curve.Levels, GapFrames, MarginFrames);
        var account = new ChunkAccount(payload);
        var result = islands.Count == 0
            ? account.Close([], [], language: null, engine: null, redone: 0)
            : await HearAsync(run, audio, [.. islands.Select(frames => Samples(frames, audio.Whole))], account, cancellationToken);
        var written = await run.WriteOutputAsync(TranscriptionStages.SegmentsName, result.ToBytes(), cancellationToken);
        return new StageOutcome.Done([written]);
    }

    private static async Task<ChunkTranscript> HearAsync(
        IStageRun run,
        ChunkAudio audio,
        IReadOnlyList<SampleRange> islands,
        ChunkAccount account,
        CancellationToken cancellationToken)
    {
        var settings = TranscriptionSettings.From(run.Grant.Options);
        await using var use = await run.EnterEngineAsync(settings.Model, cancellationToken);
        var listener = new Listener(use.Engine, settings, audio);
        var trim = new EdgeTrim(audio.Curve);
        var check = new SpeechRateCheck(audio.Curve);
        var heard = new List<Heard>();
        var suspects = new List<Suspect>();
        foreach (var island in islands)
        {
            var here = await listener.HearAsync(island, cancellationToken);
            suspects.AddRange(check.Find(island, here));
            heard.AddRange(here);
            Report(run, island.End, audio);
        }

        var redo = new QualityRedo(audio, listener);
        var chosen = QualityRedo.Choose(suspects, audio.Whole.Count);
        if (chosen.Count > 0)
        {
            use.BeginQualityRedo();
        }

        foreach (var suspect in chosen)
        {
            heard = await redo.RedoAsync(suspect, heard, cancellationToken);
        }

        return account.Close(
            heard.Where(one => one.IsSpeech).Select(one => one.Segment.Clamp(trim.Trim(one.Segment.Range()))),
            redo.Failed,
            listener.Language,
            use.Engine.Description,
            redo.RedoneSamples);
    }

    private static SampleRange Samples(Range frames, SampleRange whole) => SampleRange.Between(
        (long)frames.Start.Value * LoudnessCurve.FrameSamples,
        Math.Min(whole.End, (long)frames.End.Value * LoudnessCurve.FrameSamples));

    private static void Report(IStageRun run, long heardSamples, ChunkAudio audio)
    {
        var work = run.Grant.RangeEnd - run.Grant.RangeStart;
        run.ReportProgress((long)((double)heardSamples / audio.Whole.Count * work));
    }
}
