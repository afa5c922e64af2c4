using System.Globalization;

namespace Batch.EndToEnd.Tests.Machine;

/// <summary>
/// A RabbitMQ broker: the one that <c>./test</c> started for the tests, which they injure and leave running, or one of a test's own.
/// </summary>
internal sealed class Broker : IDisposable
{
    private static readonly string Script = Path.Combine(Repository.Root, "eng", "broker");

    private readonly string _virtualHost;

    /// <summary>The user of its workers, who may do what <c>infra/rabbitmq</c> says and nothing else.</summary>
    private readonly string _worker = $"worker-{Guid.NewGuid():n}";

    private readonly string _folder;
    private readonly Dictionary<string, string> _settings;

    private Broker(string folder, string virtualHost)
    {
        _folder = folder;
        _virtualHost = virtualHost;
        _settings = File.ReadLines(Path.Combine(folder, "settings")).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
    }

    /// <summary>A test that needs it is skipped by name where there is none.</summary>
    public static Broker Required()
    {
        var folder = Environment.GetEnvironmentVariable("BATCH_TEST_RABBITMQ");
        Assert.SkipUnless(Directory.Exists(folder), "no RabbitMQ: ./test starts one where rabbitmq-server is installed");
        // A part of the broker for this test alone.
        var broker = new Broker(folder!, $"test-{Guid.NewGuid():n}");
        broker.Start();
        broker.Run("ctl", "add_vhost", broker._virtualHost);
        broker.Run("ctl", "set_permissions", "-p", broker._virtualHost, broker._settings["user"], ".*", ".*", ".*");
        broker.AddWorker();
        return broker;
    }

    /// <summary>A broker that nobody else uses; stopped with its disposal.</summary>
    public static Broker Own(string folder)
    {
        Assert.SkipUnless(File.Exists("/usr/lib/rabbitmq/bin/rabbitmq-server"), "no rabbitmq-server on this machine");
        Tool.Run(Script, "make", folder);
        var broker = new Broker(folder, "/");
        try
        {
            broker.Start();
            broker.AddWorker();
            return broker;
        }
        catch
        {
            broker.Dispose();
            throw;
        }
    }

    private bool IsOwn => _virtualHost == "/";

    /// <summary>What a process of batch is told of it, as variables of its environment.</summary>
    public string[] Settings =>
    [
        "Batch__Bus__Transport=rabbitmq",
        "Batch__Bus__Host=127.0.0.1",
        $"Batch__Bus__Port={_settings["port"]}",
        $"Batch__Bus__VirtualHost={_virtualHost}",
        $"Batch__Bus__Username={_settings["user"]}",
        $"Batch__Bus__PasswordFile={Path.Combine(_folder, "password")}",
    ];

    /// <summary>What a worker is told instead of <see cref="Settings"/>.</summary>
    public string[] WorkerSettings => [.. Settings, $"Batch__Bus__Username={_worker}"];

    /// <summary>Nothing happens to one that runs.</summary>
    public void Start() => Run("start");

    /// <summary>In order: what is durable is still there afterwards.</summary>
    public void Stop() => Run("stop");

    public void Kill() => Run("kill");

    /// <summary>kill -9, and everything that it knew is gone; only of one's own.</summary>
    public void Wipe()
    {
        Assert.True(IsOwn, "The broker belongs to others too.");
        Kill();
        Directory.Delete(Path.Combine(_folder, "data"), recursive: true);
    }

    /// <summary>Empties every queue of Batch of what nobody has taken yet.</summary>
    public void Purge()
    {
        foreach (var queue in new[] { "pool-cpu", "pool-local", "coordinator-claims", "coordinator-commits", "coordinator-heartbeats", "coordinator-workers" })
        {
            Run("ctl", "purge_queue", "-p", _virtualHost, queue);
        }
    }

    /// <summary>Messages that a receiver has been given and has not dealt with.</summary>
    public int Unanswered(string queue) => Tool
        .Read(Script, "ctl", _folder, "--silent", "list_queues", "-p", _virtualHost, "name", "messages_unacknowledged")
        .Split('\n')
        .Select(line => line.Split('\t'))
        .Where(columns => columns[0] == queue)
        .Sum(columns => int.Parse(columns[1], CultureInfo.InvariantCulture));

    public void Dispose()
    {
        if (IsOwn)
        {
            Run("stop");
        }
        else
        {
            Run("ctl", "delete_vhost", _virtualHost);
            Run("ctl", "delete_user", _worker);
        }
    }

    private static string[] Permissions(params string[] of) =>
        Tool.Read(Path.Combine(Repository.Root, "infra", "rabbitmq", "permissions"), of).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private void AddWorker()
    {
        Run("ctl", "add_user", _worker, _settings["password"]);
        Run("ctl", ["set_permissions", "-p", _virtualHost, _worker, .. Permissions("worker", _worker, "cpu", "local")]);
    }

    private void Run(string command, params string[] more) =>
        Tool.Run(Script, [command, _folder, .. more]);
}
