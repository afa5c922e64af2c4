using Batch.Worker.Engines;
using Batch.Worker.Models;

namespace Batch.Worker.Tests;

/// <summary>Real engine, model and speech, where the machine has them; a test that needs one that is missing is skipped by name.</summary>
internal static class TestMaterial
{
    public static string ModelFolder => Shared("models");

    public static EngineOptions Engine(string stateFolder)
    {
        var options = new EngineOptions { StateFolder = stateFolder, Threads = 2 };
        if (EngineLocator.Locate(options) is not EngineLocation.Executable)
        {
            Assert.Skip("No whisper-server on this machine; infra/whisper-server/build makes one.");
        }

        return options;
    }

    public static ModelOptions Models()
    {
        if (!File.Exists(Path.Combine(ModelFolder, "ggml-tiny.en-q5_1.bin")))
        {
            Assert.Skip("../shared/models/ggml-tiny.en-q5_1.bin is not there.");
        }

        return new ModelOptions { Folders = [ModelFolder], Download = false };
    }

    /// <summary>11 s of 16 kHz mono 16-bit samples: "ask not what your country can do for you".</summary>
    public static byte[] Jfk()
    {
        if (EngineLocator.Locate(new EngineOptions()) is not EngineLocation.Executable engine
            || Path.Combine(Path.GetDirectoryName(engine.Path)!, "..", "share", "jfk.wav") is not { } wav
            || !File.Exists(wav))
        {
            Assert.Skip("No jfk.wav beside the engine; infra/whisper-server/build brings it.");
            return [];
        }

        var bytes = File.ReadAllBytes(wav);
        var data = bytes.AsSpan().IndexOf("data"u8);
        return bytes[(data + 8)..];
    }

    private static string Shared(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Batch.sln")))
            {
                return Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", name));
            }
        }

        return "";
    }
}
