using Batch.Cli.Bus;
using Batch.Contracts.Bus;
using Batch.Contracts.Workers;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Batch.Cli.Tests.Bus;

/// <summary>The bus on the broker that <c>./test</c> started; skipped by name where there is none.</summary>
public sealed class RabbitMqBusTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Message_WhenNoQueueIsThere_ComesBack()
    {
        using var host = Host(Broker());
        await host.StartAsync(Token);
        var endpoint = await host.Services.GetRequiredService<IBus>().GetSendEndpoint(Endpoints.AddressOf(Endpoints.Pool("nobody-serves-this")));

        await Assert.ThrowsAsync<MessageReturnedException>(() => endpoint.Send(new RegisterWorker("i", "p", 1, 1, "h"), Token));

        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Queue_WhenDeclared_OutlivesTheBrokerExceptForHeartbeats()
    {
        var options = Broker();
        var received = new TaskCompletionSource<string>();
        using var host = Host(options, transport =>
        {
            foreach (var queue in new[] { "pool-declared-by-a-test", Endpoints.CoordinatorHeartbeats })
            {
                transport.ReceiveEndpoint(queue, endpoint =>
                {
                    RabbitMqBus.Declare(queue, endpoint, options);
                    endpoint.Handler<RegisterWorker>(context =>
                    {
                        received.TrySetResult(context.Message.InstanceId);
                        return Task.CompletedTask;
                    });
                });
            }
        });
        await host.StartAsync(Token);
        var bus = host.Services.GetRequiredService<IBus>();
        foreach (var queue in new[] { "pool-declared-by-a-test", Endpoints.CoordinatorHeartbeats })
        {
            // Who declared it otherwise would be refused here.
            await (await bus.GetSendEndpoint(Endpoints.AddressOf(queue))).Send(new RegisterWorker(queue, "p", 1, 1, "h"), Token);
        }

        Assert.NotNull(await received.Task.WaitAsync(Token));
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Bus_WhenStoppedAndStarted_ReceivesAgain()
    {
        using var host = Host(Broker());
        await host.StartAsync(Token);
        var bus = host.Services.GetRequiredService<IBusControl>();
        await bus.StopAsync(Token);
        await bus.StartAsync(Token);
        var back = new TaskCompletionSource();
        using var handler = bus.ConnectHandler<Canary>(_ =>
        {
            back.TrySetResult();
            return Task.CompletedTask;
        });

        await (await bus.GetSendEndpoint(bus.Address)).Send(new Canary(Guid.NewGuid()), Token);

        await back.Task.WaitAsync(Token);
        Assert.Equal(BusHealthStatus.Healthy, bus.CheckHealth().Status);
        await host.StopAsync(Token);
    }

    private static BusOptions Broker()
    {
        var folder = Environment.GetEnvironmentVariable("BATCH_TEST_RABBITMQ");
        Assert.SkipUnless(Directory.Exists(folder), "no RabbitMQ: ./test starts one where rabbitmq-server is installed");
        var settings = File.ReadLines(Path.Combine(folder, "settings")).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return new BusOptions
        {
            Transport = BusTransport.RabbitMq,
            Host = "127.0.0.1",
            Port = int.Parse(settings["port"], System.Globalization.CultureInfo.InvariantCulture),
            Username = settings["user"],
            Password = settings["password"],
        };
    }

    private static IHost Host(BusOptions options, Action<IRabbitMqBusFactoryConfigurator>? more = null)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddLogging();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.UsingRabbitMq((_, transport) =>
            {
                RabbitMqBus.Connect(transport, options, "test");
                more?.Invoke(transport);
            });
        });
        builder.Services.AddOptions<MassTransitHostOptions>().Configure(host => host.WaitUntilStarted = true);
        return builder.Build();
    }
}
