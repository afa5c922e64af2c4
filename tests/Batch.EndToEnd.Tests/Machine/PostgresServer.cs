using Npgsql;

namespace Batch.EndToEnd.Tests.Machine;

/// <summary>A PostgreSQL server of a test's own, to be injured.</summary>
internal sealed class PostgresServer : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"batch-e2e-pg-{Guid.NewGuid():n}");
    private readonly string _bin;
    private readonly string[] _account;
    private readonly int _port = UpServer.FreePort();
    private readonly Member _server;

    private PostgresServer(string bin)
    {
        _bin = bin;
        // The server refuses to be root.
        _account = Environment.UserName == "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"] : ["env"];
        Directory.CreateDirectory(_folder);
        if (Environment.UserName == "root")
        {
            Tool.Run("chown", "postgres", _folder);
        }

        Run("initdb", "-D", Data, "-U", "batch", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync");
        _server = new Member("PostgreSQL", "ready to accept connections", _ => BatchProcess.Start("/", ["LC_ALL=C"],
        [
            .. _account, Path.Combine(_bin, "postgres"), "-D", Data, "-p", $"{_port}", "-c", "listen_addresses=127.0.0.1",
            "-c", "unix_socket_directories=", "-c", "fsync=off", "-c", "max_connections=200",
        ]));
    }

    public string ConnectionString => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = _port,
        Username = "batch",
        Database = "postgres",
        Timeout = 5,
    }.ConnectionString;

    /// <summary>A test that needs it is skipped by name where it cannot be had.</summary>
    public static async Task<PostgresServer> StartAsync()
    {
        var bin = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")).LastOrDefault()
            : null;
        Assert.SkipUnless(bin is not null, "no PostgreSQL in /usr/lib/postgresql");
        var server = new PostgresServer(bin!);
        await server._server.StartAsync();
        return server;
    }

    /// <summary>Nothing happens to one that runs.</summary>
    public Task HealAsync() => _server.HealAsync();

    /// <summary>kill -9 of all of it.</summary>
    public async Task KillAsync()
    {
        var parts = ProcessTable.ChildrenOf(_server.Process.Id, "postgres");
        await _server.KillAsync();
        foreach (var part in parts)
        {
            // It may have seen by itself that its parent is gone.
            Tool.Try("kill", "-9", $"{part.Id}");
        }

        await Until.TrueAsync("all of PostgreSQL is gone", () => parts.All(part => !ProcessTable.IsAlive(part.Id)), TimeSpan.FromSeconds(30));
    }

    /// <summary>In order, but without waiting for those that are connected. Nothing happens to one that is gone.</summary>
    public async Task StopAsync()
    {
        if (_server.IsAlive)
        {
            _server.Process.Interrupt();
            await _server.Process.ExitAsync();
        }
    }

    public void Dispose()
    {
        _server.Dispose();
        Tool.Try("rm", "-rf", "--", _folder);
    }

    private string Data => Path.Combine(_folder, "data");

    private void Run(string program, params string[] arguments)
    {
        string[] command = [.. _account, Path.Combine(_bin, program), .. arguments];
        Tool.Run(command[0], command[1..]);
    }
}
