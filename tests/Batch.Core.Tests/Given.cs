using Batch.Core.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Ids;
using Batch.Core.Items;
using Batch.Core.Jobs;
using Batch.Core.Leases;
using Batch.Core.Metering;

namespace Batch.Core.Tests;

/// <summary>Plain examples of everything, so that a test says only what matters to it.</summary>
internal static class Given
{
    public const string Pool = "local";

    public static DateTimeOffset Now { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static ItemFailure Failure { get; } = new("broken", "It broke.", "Mend it.");

    public static Job Job(bool running = true)
    {
        var job = new Job(SortableId.New<JobId>(Now), Submission(), Now);
        if (running)
        {
            job.Start();
        }

        return job;
    }

    public static JobSubmission Submission() => new()
    {
        Project = "default",
        Kind = "test",
        Name = "a job",
        Pool = Pool,
        Priority = 0,
        SpecJson = "{}",
        OptionsJson = "{}",
        Fingerprint = "f",
        OutputFolder = "/out",
        Force = false,
    };

    public static Item Item(Job job) => new(
        SortableId.New<ItemId>(Now),
        job.Id,
        new ItemSource { Name = "a.wav", Path = "/in/a.wav", Bytes = 10, ModifiedTicks = 1, StemKey = "a" });

    public static Chunk Chunk(Job job, Item? item = null, string stage = "run", int sequence = 0) => new(
        SortableId.New<ChunkId>(Now),
        new ChunkSpec
        {
            JobId = job.Id,
            ItemId = item?.Id ?? SortableId.New<ItemId>(Now),
            Project = "default",
            Pool = Pool,
            Stage = stage,
            Round = 1,
            Sequence = sequence,
            Priority = 0,
            RangeStart = 0,
            RangeEnd = 10,
            Weight = 10,
            Inputs = "",
        },
        Now);

    public static WorkerSession Session(string instance = "worker-1", int devices = 1, string pool = Pool) =>
        new(SortableId.New<SessionId>(Now), instance, pool, devices, slots: 2, "host", Now);

    public static Attempt Lease(Chunk chunk, Job job, WorkerSession session, DateTimeOffset? now = null) =>
        Assert.IsType<GrantOutcome.Leased>(
            Grant.Decide(chunk, job, session, Guid.NewGuid(), _ => "token", othersLive: false, now ?? Now)).Attempt;

    public static AttemptMeter Meter(long run, long redo = 0) => new(new DeviceTime(run), new DeviceTime(redo));

    public static AttemptReport Succeeded(Attempt attempt, long run = 5) =>
        new AttemptReport.Succeeded { Epoch = attempt.Epoch, Meter = Meter(run) };

    public static AttemptReport Released(Attempt attempt, long run = 5) =>
        new AttemptReport.Released { Epoch = attempt.Epoch, Meter = Meter(run) };

    public static AttemptReport Failed(Attempt attempt, FailureReason reason, long run = 5) =>
        new AttemptReport.Failed(reason, Failure) { Epoch = attempt.Epoch, Meter = Meter(run) };
}
