using Batch.Contracts.Kinds;
using Batch.Jobs.Transcription.Audio;
using Batch.Jobs.Transcription.Length;
using Batch.Jobs.Transcription.Media;
using Batch.Jobs.Transcription.Sandbox;
using Batch.Jobs.Transcription.Settings;

namespace Batch.Jobs.Transcription.Prepare;

/// <summary>Fetches and checks a source, decodes it once in a sandbox, stores its samples as parts and plans its chunks.</summary>
internal sealed class PrepareStage(MediaProbe probe, AudioDecoder decoder) : IStageRunner
{
    public string Kind => TranscriptionStages.Kind;

    public string Stage => TranscriptionStages.Prepare;

    public async Task<StageOutcome> RunAsync(IStageRun run, CancellationToken cancellationToken)
    {
        var (file, changed) = await SourceFetch.FetchAsync(run, cancellationToken);
        if (changed is not null)
        {
            return changed;
        }

        await using var device = await run.EnterDeviceAsync(cancellationToken);
        return await probe.LookAsync(file, run.Grant.Source.Name, cancellationToken) switch
        {
            ProbeResult.Readable readable => await DecodeAsync(run, file, readable.Facts, cancellationToken),
            ProbeResult.Refused refused => refused.Problem,
            var other => throw new InvalidOperationException($"Unknown result {other}."),
        };
    }

    private async Task<StageOutcome> DecodeAsync(IStageRun run, string file, MediaFacts facts, CancellationToken cancellationToken)
    {
        await using var parts = new PartWriter(run, stream: 0);
        var audio = new DecodedAudio(facts.Channels, parts, samples => Report(run, samples));
        var exit = await decoder.DecodeAsync(file, facts, audio.ReadAsync, cancellationToken);
        var name = run.Grant.Source.Name;
        if (audio.IsTooLong)
        {
            return MediaProblem.TooLong(name, (double)PartLayout.MaxSamples / PcmFormat.SampleRate / 3600);
        }

        if (DecodingEnd.Problem(name, exit, audio.Samples, decoder.Limits) is { } problem)
        {
            return problem;
        }

        if (audio.Samples == 0 && !IsLegallyEmpty(facts, exit))
        {
            return MediaProblem.NothingDecoded(name, MediaArguments.Complaint(exit));
        }

        await parts.FinishAsync(cancellationToken);
        var settings = TranscriptionSettings.From(run.Grant.Options);
        var plan = Planner.Plan(audio.Curve(), settings.ChunkSeconds, [.. Warnings(file, facts, audio.Samples, exit)]);
        var written = await run.WriteOutputAsync(ChunkPlan.ObjectName, plan.ToBytes(), cancellationToken);
        return new StageOutcome.Done([.. parts.Written, written]);
    }

    /// <summary>A recording that ended as it began holds less than one sample: its transcript is empty, and nothing is wrong.</summary>
    private static bool IsLegallyEmpty(MediaFacts facts, SandboxExit exit) =>
        exit is { ExitCode: 0, ComplaintCount: 0 } && facts.TrackSeconds is < 0.001;

    private static IEnumerable<string> Warnings(string file, MediaFacts facts, long samples, SandboxExit exit)
    {
        if (MissingAudio.Warning(file, facts, (double)samples / PcmFormat.SampleRate) is { } missing)
        {
            yield return missing;
        }

        if (exit.ComplaintCount > 0)
        {
            yield return $"Parts of the file are damaged and may be missing or distorted (ffmpeg: {MediaArguments.Complaint(exit)}).";
        }
        else if (exit.ExitCode != 0)
        {
            yield return $"Parts of the file may be missing: ffmpeg gave up on it without a word (exit code {exit.ExitCode}).";
        }
    }

    private static void Report(IStageRun run, long samples) =>
        run.ReportProgress(Math.Min(PcmFormat.ToMicros(samples), run.Grant.RangeEnd - run.Grant.RangeStart));
}
