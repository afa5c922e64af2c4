using Batch.Cli.Bus;
using Batch.Cli.Checkup;
using Batch.Cli.Tests.Fakes;
using MassTransit;

namespace Batch.Cli.Tests.Bus;

/// <summary>Encrypted connections to a broker of the tests' own; skipped by name where there is none.</summary>
public sealed class TlsTests : IDisposable
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task Broker_WhenItShowsACertificate_IsSpokenToOnlyWhereItsAuthorityIsConfigured()
    {
        Assert.SkipUnless(Directory.Exists(Environment.GetEnvironmentVariable("BATCH_TEST_RABBITMQ")), "no RabbitMQ: ./test starts one where rabbitmq-server is installed");
        var authority = new TestAuthority(Path.Combine(_folder.Path, "tls"));
        var broker = Path.Combine(_folder.Path, "broker");
        await EngBrokerAsync("make", broker, authority.Folder);
        await EngBrokerAsync("start", broker);
        try
        {
            var good = Options(broker, authority.AuthorityFile);
            var found = await BrokerCheck.RunAsync(good, Token);
            Assert.Equal(Finding.Ok, found[0].Finding);
            Assert.Equal($"rabbitmqs://localhost:{good.Port}/", good.Address);
            await ReceivesAsync(good);

            var other = new TestAuthority(Path.Combine(_folder.Path, "other"));
            await RefusedAsync(Options(broker, other.AuthorityFile));
            await RefusedAsync(Options(broker, authorityFile: null));
            await RefusedAsync(Options(broker, authority.AuthorityFile, serverName: "batch.example.com"));
            Assert.Null(await ConnectedAsync(Options(broker, other.AuthorityFile)));
        }
        finally
        {
            await EngBrokerAsync("stop", broker);
        }
    }

    public void Dispose() => _folder.Dispose();

    private static async Task RefusedAsync(BusOptions options)
    {
        var found = Assert.Single(await BrokerCheck.RunAsync(options, Token));

        Assert.Equal(Finding.Missing, found.Finding);
        Assert.Contains("shows a certificate that is not trusted", found.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', found.Line);
    }

    /// <summary>A message goes round by the bus itself, which has its own way of connecting.</summary>
    private static async Task ReceivesAsync(BusOptions options)
    {
        var bus = await ConnectedAsync(options);
        Assert.NotNull(bus);
        var back = new TaskCompletionSource();
        using var handler = bus.ConnectHandler<Canary>(_ =>
        {
            back.TrySetResult();
            return Task.CompletedTask;
        });
        await (await bus.GetSendEndpoint(bus.Address)).Send(new Canary(Guid.NewGuid()), Token);
        await back.Task.WaitAsync(Token);
        await bus.StopAsync(Token);
    }

    /// <returns>Null where it does not connect within the time that it gets.</returns>
    private static async Task<IBusControl?> ConnectedAsync(BusOptions options)
    {
        var bus = MassTransit.Bus.Factory.CreateUsingRabbitMq(transport => RabbitMqBus.Connect(transport, options, "test"));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            await bus.StartAsync(limit.Token);
            return bus;
        }
        catch (Exception) when (!Token.IsCancellationRequested)
        {
            return null;
        }
    }

    private static BusOptions Options(string broker, string? authorityFile, string? serverName = null)
    {
        var settings = File.ReadLines(Path.Combine(broker, "settings")).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return new BusOptions
        {
            Transport = BusTransport.RabbitMq,
            Host = "localhost",
            Port = int.Parse(settings["tls_port"], System.Globalization.CultureInfo.InvariantCulture),
            Username = settings["user"],
            Password = settings["password"],
            Tls = new BusTlsOptions { Enabled = true, AuthorityFile = authorityFile, ServerName = serverName },
        };
    }

    private async Task EngBrokerAsync(params string[] arguments)
    {
        var run = await Run.ProcessAsync(_folder.Path, Repository.File("eng/broker"), arguments);
        Assert.True(run.ExitCode == 0, run.Error);
    }
}
