using Batch.Coordinator.Files;
using Batch.Coordinator.Home;
using Batch.Coordinator.Objects;
using Batch.Coordinator.Tests.Fixture;

namespace Batch.Coordinator.Tests.Objects;

public sealed class LocalObjectStoreTests : ObjectStoreContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public LocalObjectStoreTests() => Store = new LocalObjectStore(Path.Join(_folder.Path, "objects"));

    protected override IObjectStore Store { get; }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Unfinished_WhenOld_IsGivenBack()
    {
        var left = Path.Join(_folder.Path, "objects", ".unfinished", "left");
        await File.WriteAllTextAsync(left, "half");
        var written = new DateTimeOffset(File.GetLastWriteTimeUtc(left));

        await Store.DiscardUnfinishedAsync(written.AddSeconds(-1), default);
        Assert.True(File.Exists(left));
        await Store.DiscardUnfinishedAsync(written.AddSeconds(1), default);

        Assert.False(File.Exists(left));
    }

    [Fact]
    public void DiskFull_WhenTheSystemSaysSo_IsRecognised()
    {
        var full = Assert.ThrowsAny<IOException>(() =>
        {
            using var device = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            device.Write(new byte[10]);
        });

        Assert.True(Errno.IsDiskFull(full));
        Assert.False(Errno.IsDiskFull(new FileNotFoundException()));
    }

    [Theory]
    [InlineData(32, true)]
    [InlineData(65, false)]
    public void SigningKeyFile_WhenItIsNoKey_IsRefusedByName(int bytes, bool good)
    {
        var file = Path.Join(_folder.Path, "shared.key");
        File.WriteAllBytes(file, new byte[bytes]);

        var result = new CoordinatorOptionsCheck().Validate(null, new CoordinatorOptions { SigningKeyFile = file });

        Assert.Equal(good, result.Succeeded);
        if (!good)
        {
            Assert.Contains("Batch:SigningKeyFile: The signing key", result.FailureMessage, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void SigningKey_WhenLoadedAgain_IsTheSameAndPrivate()
    {
        var first = SigningKey.Load(_folder.Path).Value.ToArray();
        var again = SigningKey.Load(_folder.Path).Value.ToArray();

        Assert.Equal(first, again);
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Join(_folder.Path, "keys", "signing.key")));
    }
}
