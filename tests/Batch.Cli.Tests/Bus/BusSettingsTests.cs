using Batch.Cli.Bus;
using Batch.Cli.Tests.Fakes;

namespace Batch.Cli.Tests.Bus;

public sealed class BusSettingsTests
{
    [Fact]
    public void Settings_WhenNothingIsConfigured_AreTheBusOfOneProcess()
    {
        var options = new BusOptions();

        Assert.Equal(BusTransport.Memory, options.Transport);
        Assert.Empty(BusSettings.Problems(options));
    }

    [Fact]
    public void Settings_WhenSeveralAreWrong_AreAllNamedAtOnce()
    {
        var problems = BusSettings.Problems(new BusOptions
        {
            Transport = BusTransport.RabbitMq,
            Host = "",
            Port = 70_000,
            QueueReplicas = 4,
            PasswordFile = "/nowhere/password",
            Tls = new BusTlsOptions { CertificateFile = "/nowhere/client.pem" },
        });

        Assert.All(
            ["Host", "Port", "QueueReplicas", "PasswordFile", "KeyFile", "Tls:CertificateFile"],
            name => Assert.Contains(problems, problem => problem.Contains(name, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("secret", "secret")]
    public void Password_WhenThereIsNoneOrTwo_IsAProblem(string? password, string? file) =>
        Assert.Contains(
            BusSettings.Problems(new BusOptions { Transport = BusTransport.RabbitMq, Password = password, PasswordFile = file }),
            problem => problem.Contains("either Password", StringComparison.Ordinal));

    [Fact]
    public void Password_WhenInAFile_IsItsFirstLine()
    {
        using var folder = new TestFolder();
        var file = Path.Combine(folder.Path, "password");
        File.WriteAllText(file, "secret\n");
        var options = new BusOptions { Transport = BusTransport.RabbitMq, PasswordFile = file };

        Assert.Empty(BusSettings.Problems(options));
        Assert.Equal("secret", options.ReadPassword());
    }

    [Theory]
    [InlineData(false, "rabbitmq://broker:5672/batch")]
    [InlineData(true, "rabbitmqs://broker:5671/batch")]
    public void Address_WhenShown_HasThePortOfItsEncryptionAndNoSecret(bool encrypted, string expected)
    {
        var options = new BusOptions { Host = "broker", VirtualHost = "batch", Username = "user", Password = "secret" };
        options.Tls.Enabled = encrypted;

        Assert.Equal(expected, options.Address);
    }
}
