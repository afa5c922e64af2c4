using System.Text.Json;
using Batch.Contracts.Attempts;
using Batch.Contracts.Kinds;
using Batch.Contracts.Leases;
using Batch.Contracts.Metering;
using Batch.Contracts.Objects;
using Batch.Contracts.Workers;
using Batch.Coordinator.Ahead;
using Batch.Coordinator.Attempts;
using Batch.Coordinator.Bus;
using Batch.Coordinator.Chunks;
using Batch.Coordinator.Dispatch;
using Batch.Coordinator.Finish;
using Batch.Coordinator.Fleet;
using Batch.Coordinator.Home;
using Batch.Coordinator.Jobs;
using Batch.Coordinator.Leases;
using Batch.Coordinator.Objects;
using Batch.Coordinator.Storage;
using Batch.Coordinator.Tests.Fixture;
using Batch.Core.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Ids;
using Batch.Core.Items;
using Batch.Core.Jobs;
using Batch.Core.Leases;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Batch.Coordinator.Tests.Leases;

/// <summary>
/// The real services on a real database file, on a clock that the test moves, without loops and without a bus: what
/// consumers and loops would call, the test calls.
/// </summary>
internal sealed class LeaseRig : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly string? _postgres;
    private readonly bool _ownsDatabase;
    private readonly WorkersLive _workers;
    private ServiceProvider _services;
    private StartUp _startUp = null!;
    private Sweeper _sweeper = null!;
    private UnservedPools _unserved = null!;

    private LeaseRig(WorkersLive workers, (string Key, string Value)[] settings, string? postgres, bool ownsDatabase)
    {
        _workers = workers;
        _folder = Directory.CreateTempSubdirectory("batch-leases-");
        (_postgres, _ownsDatabase) = (postgres, ownsDatabase);
        _services = Build(settings);
    }

    public ManualTime Time { get; } = new();

    /// <summary>Whether the bus is healthy.</summary>
    public bool BusIsHealthy { get; set; } = true;

    /// <summary>How to reach its PostgreSQL database.</summary>
    public string Database => _postgres ?? throw new InvalidOperationException("It runs on SQLite.");

    public Store Store => _services.GetRequiredService<Store>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<LeaseRig> StartAsync(params (string Key, string Value)[] settings) => StartAsync(WorkersLive.InItsProcess, settings);

    public static async Task<LeaseRig> StartAsync(WorkersLive workers, params (string Key, string Value)[] settings)
    {
        var rig = new LeaseRig(workers, settings, PostgresServer.IsWanted ? await PostgresServer.CreateDatabaseAsync() : null, ownsDatabase: true);
        await rig.StartUpAsync();
        return rig;
    }

    /// <summary>Another coordinator, with a home of its own, on the same PostgreSQL database.</summary>
    public async Task<LeaseRig> StartBesideAsync()
    {
        var rig = new LeaseRig(_workers, [], _postgres, ownsDatabase: false);
        await rig.StartUpAsync();
        return rig;
    }

    /// <summary>The process dies without a word and another one takes the home.</summary>
    public async Task RestartAsync(params (string Key, string Value)[] settings)
    {
        await StopAsync();
        _services = Build(settings);
        await StartUpAsync();
    }

    /// <returns>The chunks, one an item, that became ready.</returns>
    public async Task<IReadOnlyList<ChunkId>> AddJobAsync(int items, string kind = "one-stage")
    {
        var opening = _services.GetRequiredService<StageOpening>();
        var job = await Store.WriteAsync(
            scope =>
            {
                var job = new Job(SortableId.New<JobId>(scope.Now), Submission(kind), scope.Now);
                job.Start();
                job.CompleteEnumeration();
                scope.Db.Jobs.Add(job);
                for (var i = 0; i < items; i++)
                {
                    opening.OpenFirst(scope, job, NewItem(scope, job, i), "sha");
                }

                return job.Id;
            },
            Token);
        return await Store.ReadAsync(db => Task.FromResult(db.Chunks.Where(c => c.Spec.JobId == job).Select(c => c.Id).ToList()), Token);
    }

    /// <summary>Items of a kind with two stages, each split into chunks that are ready.</summary>
    public Task AddSplitJobAsync(int items, int chunks)
    {
        var opening = _services.GetRequiredService<StageOpening>();
        var plan = Enumerable.Range(0, chunks).Select(i => new PlannedChunk(i, i + 1, [], JsonElement.Parse("{}"))).ToList();
        return Store.WriteAsync(
            scope =>
            {
                var job = new Job(SortableId.New<JobId>(scope.Now), Submission("two-stage"), scope.Now);
                job.Start();
                job.CompleteEnumeration();
                scope.Db.Jobs.Add(job);
                for (var i = 0; i < items; i++)
                {
                    var item = NewItem(scope, job, i);
                    item.Open("sha", stage: 0, chunks);
                    opening.OpenPlanned(scope, job, item, 0, plan);
                }
            },
            Token);
    }

    public async Task<SessionId> RegisterAsync(string instance = "worker-1") =>
        SortableId.Parse<SessionId>((await _services.GetRequiredService<Registrations>()
            .RegisterAsync(new RegisterWorker(instance, "local", Devices: 1, Slots: 2, "host"), Token)).SessionId);

    public Task<GrantOutcome> ClaimAsync(SessionId session, ChunkId? chunk = null, Guid? claimId = null)
    {
        var claim = new Claim(claimId ?? Guid.NewGuid(), session.Value, "local", chunk?.Value);
        return _services.GetRequiredService<Claims>().DecideAsync(session, claim, Token);
    }

    public async Task<Attempt> LeaseAsync(SessionId session, ChunkId? chunk = null) =>
        Assert.IsType<GrantOutcome.Leased>(await ClaimAsync(session, chunk)).Attempt;

    public Task<DrainOutcome> DrainAsync(SessionId session) =>
        _services.GetRequiredService<WorkerDrain>().DrainAsync(new Caller("default", "local"), session.Value, Token);

    public string TokenOf(Attempt attempt) =>
        LeaseToken.Derive(_services.GetRequiredService<SigningKey>().Value, attempt.Id, attempt.ClaimId);

    public AttemptFinished Finished(Attempt attempt, long micros, AttemptOutcome outcome = AttemptOutcome.Succeeded) => new()
    {
        AttemptId = attempt.Id.Value,
        ChunkId = attempt.ChunkId.Value,
        SessionId = attempt.SessionId.Value,
        Epoch = attempt.Epoch,
        LeaseToken = TokenOf(attempt),
        Outcome = outcome,
        Meter = [new CauseMicros(Cause.Useful, micros)],
        Objects = outcome is AttemptOutcome.Succeeded ? [new WrittenObject("result.json", 2, "ab")] : [],
        Failure = outcome is AttemptOutcome.Failed
            ? new AttemptFailure(Contracts.Attempts.FailureReason.EngineCrash, "crash", "It crashed.", "Look at its log.")
            : null,
    };

    public Task<bool> FinishAsync(AttemptFinished finished) => _services.GetRequiredService<Commits>().FinishAsync(finished, Token);

    public Task<HeartbeatAnswer> BeatAsync(Heartbeat beat) => _services.GetRequiredService<Heartbeats>().BeatAsync(beat, Token);

    public Task<HeartbeatAnswer> BeatAsync(
        SessionId session,
        long sequence,
        long atMicros,
        IReadOnlyList<(Attempt Attempt, long Micros)>? running = null,
        IReadOnlyList<AttemptFinished>? finished = null,
        bool closing = false,
        long? idle = null,
        IReadOnlyList<Guid>? claims = null) =>
        BeatAsync(new Heartbeat
        {
            SessionId = session.Value,
            Sequence = sequence,
            AtMicros = atMicros,
            Session = [new CauseMicros(Cause.Idle, idle ?? atMicros - (running ?? []).Sum(r => r.Micros))],
            Attempts = [.. (running ?? []).Select(r => new AttemptPulse(r.Attempt.Id.Value, r.Attempt.Epoch, [new CauseMicros(Cause.Useful, r.Micros)], 0))],
            Finished = finished ?? [],
            Claims = claims ?? [],
            Closing = closing,
        });

    /// <summary>Time passes, and the sweeper looks every five seconds of it.</summary>
    public async Task SweepAsync(TimeSpan through)
    {
        for (var passed = TimeSpan.Zero; passed < through; passed += TimeSpan.FromSeconds(5))
        {
            await LookAsync();
            Time.Advance(TimeSpan.FromSeconds(5));
        }

        await LookAsync();
    }

    public Task CancelWaitingAsync() => _services.GetRequiredService<CancellationLoop>().RunOnceAsync(Token);

    public Task LookAsync() => _sweeper.RunOnceAsync(Token);

    public Task LetGoAsync() => _services.GetRequiredService<AheadLoop>().RunOnceAsync(Token);

    public Task LookForUnservedAsync() => _unserved.RunOnceAsync(Token);

    public Task<T> ReadAsync<T>(Func<BatchDbContext, T> query) => Store.ReadAsync(db => Task.FromResult(query(db)), Token);

    public Task<Chunk> ChunkAsync(ChunkId id) => ReadAsync(db => db.Chunks.Single(c => c.Id == id));

    public Task<Attempt> AttemptAsync(AttemptId id) => ReadAsync(db => db.Attempts.Single(a => a.Id == id));

    public Task<WorkerSession> SessionAsync(SessionId id) => ReadAsync(db => db.Sessions.Single(s => s.Id == id));

    public Task ChangeJobAsync(ChunkId chunk, Action<Job> change) =>
        Store.WriteAsync(scope => change(scope.Db.Jobs.Find(scope.Db.Chunks.Find(chunk)!.Spec.JobId)!), Token);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Delete(recursive: true);
        if (_ownsDatabase && _postgres is not null)
        {
            PostgresServer.Drop(_postgres);
        }
    }

    private static Item NewItem(WriteScope scope, Job job, int i)
    {
        var item = new Item(
            SortableId.New<ItemId>(scope.Now),
            job.Id,
            new ItemSource { Name = $"{i}.txt", Path = $"/in/{i}.txt", Bytes = 10, ModifiedTicks = 1, StemKey = $"{i}" });
        scope.Db.Items.Add(item);
        scope.Count(job.Id, new JobDelta { Items = 1, ItemsOpen = 1 });
        return item;
    }

    private static JobSubmission Submission(string kind) => new()
    {
        Project = "default",
        Kind = kind,
        Name = "a job",
        Pool = "local",
        Priority = 0,
        SpecJson = "{}",
        OptionsJson = "{}",
        Fingerprint = "f",
        OutputFolder = "/out",
        Force = false,
    };

    private ServiceProvider Build((string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Append(("Batch:Home", _folder.FullName)).Concat(OnPostgres()).ToDictionary(s => s.Item1, s => (string?)s.Item2))
            .Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<IDatabaseClock>(new ProcessClock(Time));
        services.AddSingleton<IJobKind, OneStageKind>();
        services.AddSingleton<IJobKind, TwoStageKind>();
        services.AddSingleton<IJobKind, ScratchKind>();
        services.AddBatchCoordinator(configuration, _workers);
        services.AddSingleton(new BusHealth(() => BusIsHealthy ? null : BusHealthResult.Unhealthy("away", new TimeoutException(), new Dictionary<string, EndpointHealthResult>())));
        services.TryAddSingleton<SigningKey>();
        // No stage of this kind writes a plan, so that nothing here reads an object.
        services.TryAddSingleton<IObjectStore>(_ => null!);
        return services.BuildServiceProvider();
    }

    private IEnumerable<(string, string)> OnPostgres()
    {
        if (_postgres is null)
        {
            return [];
        }

        // Workers of tests live in the process that is restarted; those of another coordinator are not among them.
        var workers = Enumerable.Range(0, _ownsDatabase ? 4 : 0).Select(i => ($"Batch:InProcessWorkers:{i}", $"worker-{i}"));
        return workers.Append(("Batch:Database:Provider", "postgres")).Append(("Batch:Database:ConnectionString", _postgres));
    }

    private async Task StartUpAsync()
    {
        _startUp = ActivatorUtilities.CreateInstance<StartUp>(_services);
        await _startUp.StartingAsync(Token);
        _sweeper = ActivatorUtilities.CreateInstance<Sweeper>(_services);
        _unserved = ActivatorUtilities.CreateInstance<UnservedPools>(_services);
    }

    private async Task StopAsync()
    {
        await _services.DisposeAsync();
        _sweeper.Dispose();
        _unserved.Dispose();
        _startUp.Dispose();
    }
}
