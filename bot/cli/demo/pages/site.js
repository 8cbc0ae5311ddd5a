// Stands in for the scripts that a real site serves under /system/resource/js: nothing is counted here.
function _jsq_() {}
function _showDynClicks() {}
function _showDynClickBatch() {}
function showVsbVideo(url) {
  var video = document.createElement("video");
  video.src = url;
  video.controls = true;
  document.currentScript.parentNode.appendChild(video);
}
