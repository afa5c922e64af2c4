using Batch.Cli.Bus;
using Batch.Cli.Tests.Fakes;
using Batch.Contracts.Bus;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Batch.Cli.Tests.Bus;

/// <summary>What a worker's user may not do under the shipped patterns, on the real broker. What it may do, the tests of the roles show: their workers are such users.</summary>
public sealed class PermissionTests : IAsyncLifetime
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;
    private readonly string _virtualHost = $"permissions-{Guid.NewGuid():n}";
    private readonly string _user = $"worker-{Guid.NewGuid():n}";
    private string _broker = "";
    private BusOptions _operator = new();

    public async ValueTask InitializeAsync()
    {
        _broker = Environment.GetEnvironmentVariable("BATCH_TEST_RABBITMQ") ?? "";
        Assert.SkipUnless(Directory.Exists(_broker), "no RabbitMQ: ./test starts one where rabbitmq-server is installed");
        var settings = File.ReadLines(Path.Combine(_broker, "settings")).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        _operator = new BusOptions
        {
            Transport = BusTransport.RabbitMq,
            Host = "127.0.0.1",
            Port = int.Parse(settings["port"], System.Globalization.CultureInfo.InvariantCulture),
            VirtualHost = _virtualHost,
            Username = settings["user"],
            Password = settings["password"],
        };
        await ControlAsync("add_vhost", _virtualHost);
        await ControlAsync("set_permissions", "-p", _virtualHost, _operator.Username, ".*", ".*", ".*");
        await ControlAsync("add_user", _user, _operator.Password);
        var patterns = await ToolAsync("infra/rabbitmq/permissions", "worker", _user, "a10g");
        await ControlAsync(["set_permissions", "-p", _virtualHost, _user, .. patterns.Split('\n', StringSplitOptions.RemoveEmptyEntries)]);
        await using var connection = await BrokerConnection.OpenAsync(_operator, Token);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Token);
        foreach (var queue in new[] { Endpoints.CoordinatorClaims, Endpoints.Pool("a10g"), Endpoints.Pool("cpu"), $"{_operator.Username}-bus-1", $"{_user}-bus-1" })
        {
            await channel.ExchangeDeclareAsync(queue, "fanout", durable: true, cancellationToken: Token);
            await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, cancellationToken: Token);
            await channel.QueueBindAsync(queue, queue, "", cancellationToken: Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_operator.Transport is BusTransport.RabbitMq)
        {
            await ControlAsync("delete_vhost", _virtualHost);
            await ControlAsync("delete_user", _user);
        }
    }

    [Fact]
    public async Task Worker_WhenItHasTheShippedPermissions_MayDoWhatItMustAndNothingElse()
    {
        await MayAsync(channel => channel.BasicGetAsync(Endpoints.Pool("a10g"), autoAck: true, Token));
        await MayAsync(channel => channel.BasicGetAsync($"{_user}-bus-1", autoAck: true, Token));
        await MayAsync(channel => PublishAsync(channel, Endpoints.CoordinatorClaims));

        await MayNotAsync(channel => channel.BasicGetAsync(Endpoints.CoordinatorClaims, autoAck: true, Token));
        await MayNotAsync(channel => channel.QueuePurgeAsync(Endpoints.CoordinatorClaims, Token));
        await MayNotAsync(channel => channel.BasicGetAsync(Endpoints.Pool("cpu"), autoAck: true, Token));
        await MayNotAsync(channel => channel.BasicGetAsync($"{_operator.Username}-bus-1", autoAck: true, Token));
        await MayNotAsync(channel => PublishAsync(channel, Endpoints.Pool("cpu")));
        await MayNotAsync(channel => PublishAsync(channel, "", Endpoints.Pool("cpu")));
        await MayNotAsync(channel => channel.QueueDeleteAsync(Endpoints.Pool("cpu"), cancellationToken: Token));
        await MayNotAsync(channel => channel.QueueBindAsync($"{_user}-bus-1", Endpoints.CoordinatorClaims, "", cancellationToken: Token));
    }

    private static async Task PublishAsync(IChannel channel, string exchange, string routingKey = "") =>
        await channel.BasicPublishAsync(exchange, routingKey, mandatory: false, new BasicProperties(), ReadOnlyMemory<byte>.Empty, Token);

    private async Task MayAsync(Func<IChannel, Task> act)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await ConfirmingAsync(connection);
        await act(channel);
    }

    private async Task MayNotAsync(Func<IChannel, Task> act)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await ConfirmingAsync(connection);

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => act(channel));

        var reason = refused is OperationInterruptedException interrupted ? interrupted.ShutdownReason : channel.CloseReason;
        Assert.Equal<int?>(403, reason?.ReplyCode);
    }

    private Task<IConnection> ConnectAsync() => BrokerConnection.OpenAsync(
        new BusOptions
        {
            Transport = BusTransport.RabbitMq,
            Host = _operator.Host,
            Port = _operator.Port,
            VirtualHost = _virtualHost,
            Username = _user,
            Password = _operator.Password,
        },
        Token);

    /// <summary>A refused message is known from its missing confirmation.</summary>
    private static Task<IChannel> ConfirmingAsync(IConnection connection) =>
        connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), Token);

    private async Task ControlAsync(params string?[] arguments) => await ToolAsync("eng/broker", ["ctl", _broker, .. arguments.Select(argument => argument!)]);

    private static async Task<string> ToolAsync(string tool, params string[] arguments)
    {
        var run = await Run.ProcessAsync(Path.GetTempPath(), Repository.File(tool), arguments);
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Out;
    }
}
