using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Batch.Contracts;
using Batch.Contracts.Attempts;
using Batch.Contracts.Kinds;
using Batch.Contracts.Leases;
using Batch.Contracts.Metering;
using Batch.Contracts.Objects;
using Batch.Contracts.Workers;
using Batch.Coordinator;
using Batch.Coordinator.Attempts;
using Batch.Coordinator.Bus;
using Batch.Coordinator.Chunks;
using Batch.Coordinator.Home;
using Batch.Coordinator.Jobs;
using Batch.Coordinator.Leases;
using Batch.Coordinator.Objects;
using Batch.Coordinator.Storage;
using Batch.Core.Attempts;
using Batch.Core.Ids;
using Batch.Core.Items;
using Batch.Core.Jobs;
using Batch.Core.Leases;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Batch.Bench.Plan;

/// <summary>A coordinator without a bus and without loops: what its consumers would call, the bench calls.</summary>
internal sealed class Planning : IAsyncDisposable
{
    // As many requests as the consumers of a busy coordinator have in hand.
    private const int InFlight = 256;
    private const int ItemsPerCommand = 1_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("batch-bench-");
    private readonly ConcurrentQueue<Attempt> _attempts = [];
    private readonly ServiceProvider _services;
    private StartUp? _startUp;
    private byte[] _plan = [];
    private int _items;

    private Planning(string database)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Batch:Home"] = _folder.FullName,
                ["Batch:Database:Provider"] = "postgres",
                ["Batch:Database:ConnectionString"] = database,
                ["Batch:Database:MigrateAtStart"] = "true",
            })
            .Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IJobKind, PlannedKind>();
        services.AddBatchCoordinator(configuration, WorkersLive.Elsewhere);
        services.AddSingleton(new BusHealth(() => null));
        _services = services.BuildServiceProvider();
    }

    private Store Store => _services.GetRequiredService<Store>();

    public static async Task<Planning> StartAsync(string database, CancellationToken cancellationToken)
    {
        var planning = new Planning(database);
        planning._startUp = ActivatorUtilities.CreateInstance<StartUp>(planning._services);
        await planning._startUp.StartingAsync(cancellationToken);
        return planning;
    }

    /// <summary>A job whose items wait to be planned.</summary>
    public async Task OpenAsync(int items, int chunksPerItem, CancellationToken cancellationToken)
    {
        var payload = JsonElement.Parse("""{"peak":0.5,"channel":0}""");
        var chunks = Enumerable.Range(0, chunksPerItem).Select(i => new PlannedChunk(i * 300_000_000L, (i + 1) * 300_000_000L, [], payload)).ToList();
        _plan = JsonSerializer.SerializeToUtf8Bytes(new ChunkPlan(chunksPerItem * 300_000_000L, chunks), WireJson.Options);
        _items = items;
        var opening = _services.GetRequiredService<StageOpening>();
        var job = SortableId.New<JobId>(DateTimeOffset.UnixEpoch);
        await Store.WriteAsync(
            scope =>
            {
                var row = new Job(job, Submission(), scope.Now);
                row.Start();
                row.CompleteEnumeration();
                scope.Db.Jobs.Add(row);
            },
            cancellationToken);
        foreach (var page in Enumerable.Range(0, items).Chunk(ItemsPerCommand))
        {
            await Store.WriteAsync(
                scope =>
                {
                    var row = scope.Db.Jobs.Find(job)!;
                    foreach (var i in page)
                    {
                        var source = new ItemSource { Name = $"calls/2026/{i}.mp3", Path = $"/calls/2026/{i}.mp3", Bytes = 1_000_000, ModifiedTicks = 1, StemKey = $"calls/2026/{i}" };
                        var item = new Item(SortableId.New<ItemId>(scope.Now), job, source);
                        scope.Db.Items.Add(item);
                        scope.Count(job, new JobDelta { Items = 1, ItemsOpen = 1 });
                        opening.OpenFirst(scope, row, item, $"{i:x64}");
                    }
                },
                cancellationToken);
        }
    }

    /// <returns>How long it took to lease every item's planning.</returns>
    public async Task<TimeSpan> ClaimAsync(CancellationToken cancellationToken)
    {
        var registered = await _services.GetRequiredService<Registrations>()
            .RegisterAsync(new RegisterWorker("bench", "local", Devices: 1, Slots: InFlight, "localhost"), cancellationToken);
        var session = SortableId.Parse<SessionId>(registered.SessionId);
        var claims = _services.GetRequiredService<Claims>();
        var start = TimeProvider.System.GetTimestamp();
        await EachAsync(_items, async token =>
        {
            var outcome = await claims.DecideAsync(session, new Claim(Guid.NewGuid(), session.Value, "local", null), token);
            _attempts.Enqueue(((GrantOutcome.Leased)outcome).Attempt);
        }, cancellationToken);
        return TimeProvider.System.GetElapsedTime(start);
    }

    /// <returns>How long it took to commit every plan: read and checked, its chunks written, the attempt posted.</returns>
    public async Task<TimeSpan> PlanAsync(CancellationToken cancellationToken)
    {
        var store = _services.GetRequiredService<IObjectStore>();
        var commits = _services.GetRequiredService<Commits>();
        var key = _services.GetRequiredService<SigningKey>();
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(_plan));
        var chunks = await Store.ReadAsync(db => Task.FromResult(db.Chunks.ToDictionary(c => c.Id)), cancellationToken);
        foreach (var attempt in _attempts)
        {
            using var content = new MemoryStream(_plan);
            await store.PutAsync(ObjectNames.Output(chunks[attempt.ChunkId], attempt.Epoch, ChunkPlan.ObjectName, scratch: false), content, cancellationToken);
        }

        chunks.Clear();
        var start = TimeProvider.System.GetTimestamp();
        await EachAsync(_items, async token =>
        {
            _ = _attempts.TryDequeue(out var attempt);
            await commits.FinishAsync(
                new AttemptFinished
                {
                    AttemptId = attempt!.Id.Value,
                    ChunkId = attempt.ChunkId.Value,
                    SessionId = attempt.SessionId.Value,
                    Epoch = attempt.Epoch,
                    LeaseToken = LeaseToken.Derive(key.Value, attempt.Id, attempt.ClaimId),
                    Outcome = AttemptOutcome.Succeeded,
                    Meter = [new CauseMicros(Cause.Useful, 1_000_000)],
                    Objects = [new WrittenObject(ChunkPlan.ObjectName, _plan.Length, sha256)],
                },
                token);
        }, cancellationToken);
        return TimeProvider.System.GetElapsedTime(start);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _startUp?.Dispose();
        _folder.Delete(recursive: true);
    }

    private static Task EachAsync(int count, Func<CancellationToken, Task> act, CancellationToken cancellationToken) =>
        Parallel.ForAsync(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = InFlight, CancellationToken = cancellationToken },
            async (_, token) => await act(token));

    private static JobSubmission Submission() => new()
    {
        Project = "default",
        Kind = "planned",
        Name = "bench",
        Pool = "local",
        Priority = 0,
        SpecJson = "{}",
        OptionsJson = "{}",
        Fingerprint = "f",
        OutputFolder = "/out",
        Force = false,
    };
}
