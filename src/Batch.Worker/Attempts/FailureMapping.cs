using Batch.Contracts.Attempts;
using Batch.Contracts.Engines;
using Batch.Contracts.Kinds;
using Batch.Contracts.Leases;
using Batch.Worker.Engines;
using Batch.Worker.Objects;

namespace Batch.Worker.Attempts;

/// <summary>What an exception of a stage means for the attempt. Pure.</summary>
internal static class FailureMapping
{
    private const int Enospc = 28;
    private const int ErrorDiskFull = unchecked((int)0x80070070);

    public static AttemptFailure Of(Exception exception, ChunkGrant grant)
    {
        var source = grant.Source.Name;
        return exception switch
        {
            EngineFailedException e => new(
                FailureReason.EngineCrash,
                "engine_failed",
                $"The engine failed while it worked on {source}: {e.Message}",
                "The chunk is tried again; if it fails every time, look at the engine's log lines in the worker's log."),
            ChildKilledException e => new(
                FailureReason.Killed,
                "killed",
                $"{e.Message} while it worked on {source}.",
                "The chunk is tried again; if it happens every time, look at the memory of the machine and at its kernel log."),
            EngineUnavailableException { Code: EngineUnavailableException.UnknownModel } e => new(FailureReason.BadInput, e.Code, e.Message, e.Remedy),
            EngineUnavailableException e => new(FailureReason.Machinery, e.Code, e.Message, e.Remedy),
            StoreException { Code: StoreException.SourceMissing } => new(
                FailureReason.BadInput,
                StoreException.SourceMissing,
                $"{source} is no longer where it was when the job listed it.",
                "Put the file back and retry the item."),
            StoreException { Code: StoreException.SourceChanged } => new(
                FailureReason.BadInput,
                StoreException.SourceChanged,
                $"{source} has changed since the job listed it.",
                "Run again: a new job takes the file as it is now."),
            StoreException e => Store(e.Code, e.Message, source),
            IOException e when e.HResult is Enospc or ErrorDiskFull => Store(StoreException.DiskFull, e.Message, source),
            HttpRequestException or IOException or OperationCanceledException =>
                Store(StoreException.Unavailable, exception.Message, source),
            _ => new(
                FailureReason.EngineCrash,
                "stage_failed",
                $"Stage {grant.Stage} failed on {source}: {exception.Message}",
                "This is a defect; the worker's log has the details. The chunk is tried again."),
        };
    }

    public static AttemptFailure Timeout(ChunkGrant grant) => new(
        FailureReason.Timeout,
        "wall_limit",
        $"Stage {grant.Stage} of {grant.Source.Name} took longer than {grant.WallLimitSeconds} s.",
        "Use a faster pool or a smaller model.");

    private static AttemptFailure Store(string code, string message, string source) => new(
        FailureReason.Machinery,
        code,
        $"Storage failed while {source} was worked on: {message}",
        code == StoreException.DiskFull
            ? "Free some disk space; the job goes on by itself."
            : "The job goes on by itself when the storage is back.");
}
