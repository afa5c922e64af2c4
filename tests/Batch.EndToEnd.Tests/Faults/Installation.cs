using System.Security.Cryptography;
using System.Text.Json;
using Batch.EndToEnd.Tests.Checking;
using Batch.EndToEnd.Tests.Machine;
using Batch.ScriptedEngine;
using Npgsql;

namespace Batch.EndToEnd.Tests.Faults;

/// <summary>
/// All of production on this machine, to be injured: PostgreSQL and a broker of its own, Azurite behind a door, coordinators, workers and a
/// scripted engine. Leases are short, so that what waits for one waits for seconds.
/// </summary>
internal sealed class Installation : IDisposable
{
    private const string Name = "faults";
    private const int MostSubmits = 1_000;

    private readonly Sandbox _sandbox;
    private readonly List<IDisposable> _parts = [];
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly string _azurite;
    private readonly string _container = $"faults{Guid.NewGuid():n}";
    private int _jobs;
    private int _items;

    private Installation(Sandbox sandbox, PostgresServer database, Broker broker, string azurite, InstallationSize size)
    {
        _sandbox = sandbox;
        _azurite = azurite;
        Database = database;
        Broker = broker;
        var blobs = new Uri(azurite.Split(';').Single(part => part.StartsWith("BlobEndpoint=", StringComparison.Ordinal))["BlobEndpoint=".Length..]);
        Door = new StoreDoor(blobs.Port);
        Engine = new UrlEngine(_sandbox.Folder, size.Speed, [.. size.EngineOptions, "--notes", Path.Combine(_sandbox.Folder, "ill")]);
        var key = Path.Combine(_sandbox.Folder, "signing.key");
        File.WriteAllBytes(key, RandomNumberGenerator.GetBytes(32));
        string[] shared =
        [
            .. broker.Settings, "Batch__Leases__HeartbeatSeconds=1", "Batch__Leases__TermSeconds=6", "Batch__Dispatch__ResendSeconds=3",
            "Batch__Transcription__DefaultModel=tiny.en", "Batch__Bus__WatchSeconds=5", "Batch__Bus__RestartSeconds=20",
        ];
        string[] coordinator =
        [
            .. shared, "Batch__Database__Provider=postgres", $"Batch__Database__ConnectionString={ConnectionString};Timeout=5;Command Timeout=20",
            "Batch__Database__MigrateAtStart=true", "Batch__Objects__Provider=azure", $"Batch__SigningKeyFile={key}",
            $"Batch__Objects__Azure__ConnectionString={azurite.Replace($":{blobs.Port}/", $":{Door.Port}/", StringComparison.Ordinal)}",
            $"Batch__Objects__Azure__Container={_container}",
        ];
        Ports = [.. Enumerable.Range(0, size.Coordinators).Select(_ => UpServer.FreePort())];
        Coordinators = [.. Ports.Select((port, i) => Of($"coordinator-{i}", "listening on", coordinator, "coordinator", "run", "--port", $"{port}"))];
        Cpu = Of("cpu-0", "serves pool", Worker("cpu", shared, 2), "worker", "run", "--pool", "cpu", "--coordinator", Address(0));
        Locals =
        [
            .. Enumerable.Range(0, size.Workers).Select(i =>
                Of($"local-{i}", "serves pool", Worker("local", [.. shared, $"Batch__Workers__local__Engine__Url={Engine.Address}"], 3), "worker", "run", "--pool", "local", "--coordinator", Address(i % size.Coordinators))),
        ];
        _parts.AddRange([.. Members, Engine, Door, Broker, Database]);
    }

    public PostgresServer Database { get; }

    public Broker Broker { get; }

    /// <summary>Before the store of objects.</summary>
    public StoreDoor Door { get; }

    public UrlEngine Engine { get; }

    public IReadOnlyList<Member> Coordinators { get; }

    /// <summary>The worker that prepares and merges.</summary>
    public Member Cpu { get; }

    /// <summary>The workers that transcribe.</summary>
    public IReadOnlyList<Member> Locals { get; }

    /// <summary>Everything of ours.</summary>
    public IReadOnlyList<Member> Members => [.. Coordinators, Cpu, .. Locals];

    /// <summary>Everything that was said: for a test that fails.</summary>
    public string Said => string.Join('\n', Members.Append(Engine.Member).Select(member => member.Said));

    private IReadOnlyList<int> Ports { get; }

    private string ConnectionString => new NpgsqlConnectionStringBuilder(Database.ConnectionString) { Database = Name }.ConnectionString;

    public static async Task<Installation> StartAsync(InstallationSize size)
    {
        var azurite = Environment.GetEnvironmentVariable("BATCH_TEST_AZURITE");
        Assert.SkipUnless(azurite is { Length: > 0 }, "BATCH_TEST_AZURITE is not set: ./test starts that server where it can be had");
        var database = await PostgresServer.StartAsync();
        await using (var connection = new NpgsqlConnection(database.ConnectionString))
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand($"CREATE DATABASE {Name} TEMPLATE template0 ENCODING 'UTF8'", connection);
            await command.ExecuteNonQueryAsync();
        }

        var sandbox = new Sandbox();
        var installation = new Installation(sandbox, database, Broker.Own(Path.Combine(sandbox.Folder, "broker")), azurite!, size);
        try
        {
            await installation.HealAsync();
            return installation;
        }
        catch
        {
            installation.Dispose();
            throw;
        }
    }

    /// <summary>Everything works when this returns, whatever was injured.</summary>
    public async Task HealAsync()
    {
        await Database.HealAsync();
        Broker.Start();
        Door.Become(DoorState.Open);
        await Engine.Member.HealAsync();
        await Engine.ClearAsync();
        foreach (var member in Members)
        {
            await member.HealAsync();
        }
    }

    /// <summary>A job of items of marked sound, each with a number that no other has; asked for until a coordinator takes it.</summary>
    /// <param name="items">How many.</param>
    /// <param name="seconds">Of each.</param>
    public async Task<SubmittedJob> SubmitAsync(int items, int seconds = 3)
    {
        var source = Path.Combine(_sandbox.Source, $"{_jobs}");
        var output = Path.Combine(_sandbox.Folder, $"out-{_jobs++}");
        Directory.CreateDirectory(source);
        // Numbers come again after 30,000: what sounds the same is taken over from the earlier result.
        _items = _items + items > MarkedSound.LargestItem ? 0 : _items;
        var first = _items;
        for (; _items < first + items; _items++)
        {
            await File.WriteAllBytesAsync(Path.Combine(source, $"{_items}.wav"), MarkedSound.Wav(_items, seconds));
        }

        var body = JsonSerializer.Serialize(new
        {
            kind = "transcription",
            source = new { paths = new[] { source } },
            output = new { folder = output },
            options = new { model = "tiny.en", language = "en", chunkSeconds = 30 },
        });
        var key = Guid.NewGuid().ToString();
        string? id = null;
        for (var i = 0; id is null; i++)
        {
            Assert.True(i < MostSubmits, "No coordinator takes the job.");
            id = await SubmittedAsync(i % Coordinators.Count, body, key);
        }

        return new SubmittedJob(id, output, first, items, seconds);
    }

    /// <summary>A POST without a body, such as a cancellation.</summary>
    /// <returns>The status code.</returns>
    public async Task<int> PostAsync(int coordinator, string path)
    {
        using var answer = await _http.PostAsync(new Uri(Address(coordinator) + path), content: null);
        return (int)answer.StatusCode;
    }

    /// <summary>A count out of the database; -1 while it does not answer.</summary>
    public long Count(string query)
    {
        try
        {
            using var records = Records.Postgres(ConnectionString);
            return records.Count(query);
        }
        catch (NpgsqlException)
        {
            return -1;
        }
    }

    /// <summary>The first column of every row.</summary>
    public IReadOnlyList<string> Column(string query)
    {
        using var records = Records.Postgres(ConnectionString);
        return records.Column(query);
    }

    /// <summary>Attempts of a job at a stage.</summary>
    public long Attempts(SubmittedJob job, string stage, string state) => Count($"""
        SELECT COUNT(*) FROM attempts a JOIN chunks c ON c."Id" = a."ChunkId" WHERE a."JobId" = '{job.Id}' AND c."Spec_Stage" = '{stage}' AND a."State" = '{state}'
        """);

    public Task UntilAsync(string what, Func<bool> condition, int seconds = 90) =>
        Until.TrueAsync(what, condition, TimeSpan.FromSeconds(seconds), () => Said);

    public Task UntilEndedAsync(SubmittedJob job, int seconds = 120) => UntilAsync(
        $"{job.Id} ends", () => Count($"""SELECT COUNT(*) FROM jobs WHERE "Id" = '{job.Id}' AND "EndedAt" IS NOT NULL""") == 1, seconds);

    /// <summary>The job completes with every word in its place, and nothing is broken.</summary>
    public async Task EndsWellAsync(SubmittedJob job)
    {
        await UntilEndedAsync(job);
        Assert.Equal(1, Count($"""SELECT COUNT(*) FROM jobs WHERE "Id" = '{job.Id}' AND "State" = 'Completed'"""));
        Assert.Empty(job.WrongTexts());
        var report = await CheckAsync();
        Assert.True(report.Holds, report.ToString());
    }

    /// <summary>Once every live session has reported what ended last.</summary>
    public async Task<CheckReport> CheckAsync(bool atRest = false)
    {
        using var records = Records.Postgres(ConnectionString);
        const string live = """SELECT "Id", "Sequence" FROM sessions WHERE "State" = 'Live'""";
        var before = records.Rows(live).ToDictionary(row => row[0], row => long.Parse(row[1], System.Globalization.CultureInfo.InvariantCulture));
        await UntilAsync("every session has reported", () => records.Rows(live).All(row =>
            !before.TryGetValue(row[0], out var sequence) || long.Parse(row[1], System.Globalization.CultureInfo.InvariantCulture) >= sequence + 2));
        return new Checker(records, StoredObjects.Container(_azurite, _container)).Run(atRest);
    }

    /// <summary>
    /// A coordinator that starts looks at every object. What an attempt wrote after its job was cleared up is gone afterwards; with a
    /// link that has not expired it may.
    /// </summary>
    public async Task CollectAsync()
    {
        await Coordinators[0].StopAsync();
        await Coordinators[0].StartAsync();
        using var records = Records.Postgres(ConnectionString);
        var objects = StoredObjects.Container(_azurite, _container);
        await UntilAsync("no object is left over", () => objects.Names().IsSubsetOf(records.Column("""SELECT "ObjectName" FROM objects""")));
    }

    /// <summary>In order, so that every session ends at a cut of its own.</summary>
    public Task StopWorkersAsync() => Task.WhenAll(Locals.Append(Cpu).Select(worker => worker.StopAsync()));

    /// <summary>After the workers, whose goodbyes they answer.</summary>
    public async Task StopCoordinatorsAsync()
    {
        await Task.WhenAll(Coordinators.Select(coordinator => coordinator.StopAsync()));
    }

    /// <summary>The product's own proof of its ledger.</summary>
    public async Task<BatchProcess> ReconcileAsync()
    {
        var process = BatchProcess.Start(_sandbox.Folder, [$"BATCH_HOME={_sandbox.Home}"], ["dotnet", Repository.Executable, "ledger", "reconcile", "--server", Address(0)]);
        await process.ExitAsync();
        return process;
    }

    /// <summary>Decoders that outlived who started them.</summary>
    public IReadOnlyList<ProcessTable.Entry> Orphans() => ProcessTable.LeftBehind(_sandbox, []);

    public void Dispose()
    {
        _http.Dispose();
        foreach (var part in _parts)
        {
            part.Dispose();
        }

        _sandbox.Dispose();
    }

    // Null where it is not known whether the job was taken: the same key is asked for again.
    private async Task<string?> SubmittedAsync(int coordinator, string body, string key)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{Address(coordinator)}/v1/jobs") { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
            request.Headers.Add("Idempotency-Key", key);
            using var answer = await _http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            if (answer.IsSuccessStatusCode)
            {
                return JsonElement.Parse(text).GetProperty("id").GetString();
            }

            Assert.True((int)answer.StatusCode >= 500, text);
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException)
        {
            // Killed, standing still, or not there yet.
        }

        await Task.Delay(TimeSpan.FromMilliseconds(300));
        return null;
    }

    private string Address(int coordinator) => $"http://127.0.0.1:{Ports[coordinator]}";

    private Member Of(string name, string ready, string[] settings, params string[] arguments) => new(name, ready, more => BatchProcess.Start(
        _sandbox.Folder, [.. settings, $"BATCH_HOME={Path.Combine(_sandbox.Folder, name)}", .. more], ["dotnet", Repository.Executable, .. arguments]));

    private static string[] Worker(string pool, string[] shared, int slots) =>
    [
        .. shared, $"Batch__Workers__{pool}__Slots={slots}", $"Batch__Workers__{pool}__PollSeconds=1",
        $"Batch__Workers__{pool}__RequestTimeoutSeconds=3", $"Batch__Workers__{pool}__ShutdownGraceSeconds=10",
    ];
}
