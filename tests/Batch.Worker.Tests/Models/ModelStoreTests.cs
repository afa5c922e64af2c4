using System.Security.Cryptography;
using Batch.Worker.Models;
using Batch.Worker.Tests.Objects;

namespace Batch.Worker.Tests.Models;

public sealed class ModelStoreTests : IDisposable
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;
    private readonly TestFolder _folder = new();
    private readonly TestFolder _cache = new();

    public void Dispose()
    {
        _folder.Dispose();
        _cache.Dispose();
    }

    [Fact]
    public async Task Model_WhenOnlyItsQuantisedFormIsThere_IsTakenAndSaid()
    {
        var options = TestMaterial.Models();
        options.CacheFolder = _cache.Path;

        var found = Assert.IsType<ModelResolution.Found>(await new ModelStore(options, TimeProvider.System).ResolveAsync("tiny.en", null, Token));

        Assert.Equal("tiny.en-q5_1", found.Name);
        Assert.Contains("tiny.en-q5_1 is taken", found.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Model_WhenItsFileHasAnotherHash_IsRefused()
    {
        await File.WriteAllTextAsync(_folder.File("ggml-tiny.bin"), "not a model", Token);

        var refused = Assert.IsType<ModelResolution.Unavailable>(await Store().ResolveAsync("tiny", null, Token));

        Assert.Contains(_folder.File("ggml-tiny.bin"), refused.Message, StringComparison.Ordinal);
        Assert.Contains("SHA-256", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Model_WhenItIsUnknown_IsRefusedWithTheNames()
    {
        var refused = Assert.IsType<ModelResolution.Unknown>(await Store().ResolveAsync("gigantic", null, Token));

        Assert.Contains("large-v3-turbo", refused.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Download_WhenTheConnectionBreaks_GoesOnAndIsVerified()
    {
        using var store = new TestStore();
        var (model, content) = Published(store);
        store.BreakAfter.Enqueue(100_000);

        var problem = await Download(store).FetchAsync(model, null, Token);

        Assert.Null(problem);
        Assert.Equal(content, await File.ReadAllBytesAsync(_cache.File(model.FileName), Token));
        Assert.StartsWith("GET ggml-made-up.bin bytes=", store.Requests[1], StringComparison.Ordinal);
        Assert.False(File.Exists(_cache.File(model.FileName + ".part")));
    }

    [Fact]
    public async Task Download_WhenAnEarlierOneWasInterrupted_FetchesOnlyTheRest()
    {
        using var store = new TestStore();
        var (model, content) = Published(store);
        await File.WriteAllBytesAsync(_cache.File(model.FileName + ".part"), content[..150_000], Token);

        Assert.Null(await Download(store).FetchAsync(model, null, Token));

        Assert.Equal(["GET ggml-made-up.bin bytes=150000-"], store.Requests);
        Assert.Equal(content, await File.ReadAllBytesAsync(_cache.File(model.FileName), Token));
    }

    [Fact]
    public async Task Download_WhenItsContentIsNotThePinnedOne_IsThrownAway()
    {
        using var store = new TestStore();
        var (model, _) = Published(store);

        var problem = await Download(store).FetchAsync(model with { Sha256 = new string('0', 64) }, null, Token);

        Assert.Contains("SHA-256", problem, StringComparison.Ordinal);
        Assert.False(File.Exists(_cache.File(model.FileName)));
        Assert.Equal(0, new FileInfo(_cache.File(model.FileName + ".part")).Length);
    }

    [Fact]
    public async Task Download_WhenTwoWantTheSame_HappensOnce()
    {
        using var store = new TestStore();
        var (model, _) = Published(store);

        var problems = await Task.WhenAll(Download(store).FetchAsync(model, null, Token), Download(store).FetchAsync(model, null, Token));

        Assert.All(problems, Assert.Null);
        Assert.Single(store.Requests);
    }

    [Fact]
    public void Catalogue_WhenRead_HasWellFormedUniqueEntriesAndTheirQuantisedForms()
    {
        Assert.Equal(14, ModelCatalogue.All.Select(model => model.Sha256).Distinct().Count());
        Assert.All(ModelCatalogue.All, model =>
        {
            Assert.Matches("^[0-9a-f]{64}$", model.Sha256);
            Assert.True(model.QuantisedName is null || ModelCatalogue.Find(model.QuantisedName) is { QuantisedName: null });
        });
    }

    private static (CatalogueModel Model, byte[] Content) Published(TestStore store)
    {
        var content = RandomNumberGenerator.GetBytes(300_000);
        var model = new CatalogueModel("made-up", content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));
        store.Objects[model.FileName] = content;
        return (model, content);
    }

    private ModelDownload Download(TestStore store) =>
        new(new ModelOptions { CacheFolder = _cache.Path, DownloadBase = store.Base }, TimeProvider.System);

    private ModelStore Store() => new(
        new ModelOptions { Folders = [_folder.Path], CacheFolder = _cache.Path, Download = false }, TimeProvider.System);
}
