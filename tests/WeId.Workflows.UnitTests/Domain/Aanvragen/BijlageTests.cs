using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.UnitTests.Domain.Aanvragen;

public sealed class BijlageTests
{
    //
    [Fact]
    public void Extensions_AreTheElevenOfTheManual() =>
        Assert.Equal(["pdf", "png", "pjp", "jpeg", "jpg", "jfif", "tif", "tiff", "pipeg", "pjpeg", "bmp"], Bijlage.Extensions);

    //
    [Fact]
    public void MaxBytes_IsFiveMebibytes() => Assert.Equal(5_242_880, Bijlage.MaxBytes);

    [Fact]
    public void Erase_DestroysBytesAndKey()
    {
        var bijlage = new Bijlage(Given.Id(), Given.Id(), Given.Id(), Given.Id(), DocumentZijde.Voorzijde, "id.png", "image/png", 3, [1], [2], TestWorld.Begin);

        bijlage.Erase(TestWorld.Begin.AddDays(1));

        Assert.Null(bijlage.Versleuteld);
        Assert.Null(bijlage.Sleutel);
        Assert.Equal(TestWorld.Begin.AddDays(1), bijlage.GewistOp);
    }
}
