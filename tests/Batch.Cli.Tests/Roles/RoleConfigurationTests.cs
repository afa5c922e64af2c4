using Batch.Cli.Bus;
using Batch.Cli.Embedded;
using Batch.Cli.Roles;
using Batch.Worker.Preemption;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Batch.Cli.Tests.Roles;

public sealed class RoleConfigurationTests
{
    private static readonly (string, string)[] Broker = [("Batch:Bus:Transport", "rabbitmq"), ("Batch:Bus:Password", "secret")];

    [Fact]
    public void Coordinator_WhenTheBusIsThatOfOneProcess_IsRefused()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => RoleConfiguration.ForCoordinator(On("127.0.0.1"), Of()));

        Assert.Contains("Transport is memory", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Coordinator_WhenItListensOnEveryAddress_NeedsAPublicOne()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => RoleConfiguration.ForCoordinator(On("0.0.0.0"), Of(Broker)));
        var settings = RoleConfiguration.ForCoordinator(
            On("0.0.0.0"), Of([.. Broker, ("Batch:Coordinator:PublicAddress", "https://batch.example.com")]));

        Assert.Contains("PublicAddress", failure.Message, StringComparison.Ordinal);
        Assert.Equal((new Uri("https://batch.example.com"), BusTransport.RabbitMq), (settings.PublicAddress, settings.Bus.Transport));
    }

    [Fact]
    public void Up_WhenNothingIsConfigured_IsOneProcess()
    {
        var settings = RoleConfiguration.ForUp(On("127.0.0.1"), Of());

        Assert.Equal((settings.Listening.Url, BusTransport.Memory), (settings.PublicAddress, settings.Bus.Transport));
    }

    [Fact]
    public void Worker_WhenSeveralSettingsAreWrong_NamesThemAll()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => RoleConfiguration.ForWorker(
            Of(("Batch:Bus:Transport", "rabbitmq"), ("Batch:Bus:Port", "0"), ("Batch:Worker:Coordinator", "ftp://coordinator"),
            ("Batch:Worker:Preemption:NoticeSeconds", "1"))));

        Assert.Equal(4, failure.Failures.Count());
    }

    [Fact]
    public void Worker_WhenConfigured_KnowsBrokerAndCoordinator()
    {
        var (bus, coordinator, preemption) = RoleConfiguration.ForWorker(Of(
            [.. Broker, ("Batch:Worker:Coordinator", "http://coordinator:8080"), ("Batch:Worker:Preemption:Cloud", "aws")]));

        Assert.Equal(("rabbitmq://localhost:5672/", new Uri("http://coordinator:8080")), (bus.Address, coordinator));
        Assert.Equal(PreemptionCloud.Aws, preemption.Cloud);
    }

    private static IConfiguration Of(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build();

    private static CoordinatorSettings On(string address) => new(
        "/home/batch", new Listening(System.Net.IPAddress.Parse(address), 8080), PreloadModel: null, Key: null, "/srv", LogFile: null);
}
