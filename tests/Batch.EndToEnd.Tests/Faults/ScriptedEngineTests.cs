using System.Text.Json;
using Batch.EndToEnd.Tests.Machine;
using Batch.ScriptedEngine;

namespace Batch.EndToEnd.Tests.Faults;

/// <summary>The scripted engine itself: what it is told to do wrong, it does.</summary>
public sealed class ScriptedEngineTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    [Fact]
    public async Task Engine_WhenItIsWell_SaysWhatTheSoundSays()
    {
        using var engine = new UrlEngine(_sandbox.Folder, speed: 0);
        await engine.Member.StartAsync();
        var segments = (await engine.HearAsync(MarkedSound.Wav(41, 3))).GetProperty("segments");
        Assert.Equal(["item 41 second 0", "item 41 second 1", "item 41 second 2"], segments.EnumerateArray().Select(segment => segment.GetProperty("text").GetString()));
        Assert.Equal([0, 1, 2], segments.EnumerateArray().Select(segment => segment.GetProperty("start").GetDouble()));
        Assert.Equal(0, await engine.IllAsync());
    }

    [Fact]
    public async Task Engine_WhenItIsToldToFail_FailsThatOften()
    {
        using var engine = new UrlEngine(_sandbox.Folder, speed: 0);
        await engine.Member.StartAsync();
        var sound = MarkedSound.Wav(1, 1);
        var other = (await engine.HearAsync(MarkedSound.Wav(2, 1))).ToString();

        await engine.OrderAsync("OtherAnswer");
        Assert.Equal(other, (await engine.HearAsync(sound)).ToString());
        await engine.OrderAsync("Empty");
        Assert.Equal(0, (await engine.HearAsync(sound)).GetProperty("segments").GetArrayLength());
        await engine.OrderAsync("WrongLanguage");
        Assert.Equal("german", (await engine.HearAsync(sound)).GetProperty("language").GetString());
        await engine.OrderAsync("Garbage");
        await Assert.ThrowsAnyAsync<JsonException>(() => engine.HearAsync(sound));
        await engine.OrderAsync("Cut");
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => engine.HearAsync(sound));
        await engine.OrderAsync("Error", times: 2);
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => engine.HearAsync(sound));
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => engine.HearAsync(sound));
        Assert.Equal("english", (await engine.HearAsync(sound)).GetProperty("language").GetString());
        Assert.Equal(7, await engine.IllAsync());

        await engine.OrderAsync("Crash");
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => engine.HearAsync(sound));
        await engine.Member.Process.ExitAsync();
    }

    [Fact]
    public void Script_WhenItFallsIllByChance_DoesSoOnceASoundAndTheSameForTheSameSeed()
    {
        var first = Ills(seed: 7, "first");
        Assert.Equal(first, Ills(seed: 7, "second"));
        Assert.NotEqual(first, Ills(seed: 8, "third"));
        Assert.InRange(first.Count(illness => illness != Illness.None), 20, 80);
        Assert.Contains(Illness.Crash, first);

        // It remembers across crashes.
        Assert.All(Ills(seed: 7, "first"), illness => Assert.Equal(Illness.None, illness));
    }

    public void Dispose() => _sandbox.Dispose();

    private List<Illness> Ills(int seed, string notes)
    {
        var script = new Script(new EngineSettings(0, 0, seed, 0.5, Path.Combine(_sandbox.Folder, notes)));
        return [.. Enumerable.Range(0, 100).Select(item => script.Next(BitConverter.GetBytes(item)))];
    }
}
